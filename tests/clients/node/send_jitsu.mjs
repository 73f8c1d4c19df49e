// An app that makes its calls with @jitsu/js on Node, pointed at us by its host alone; it knows no screen and no alias.
import { jitsuAnalytics } from '@jitsu/js'

const analytics = jitsuAnalytics({ host: process.env.HOST, writeKey: 'wk_jitsu:secret_123' })

await analytics.identify('u-1', { email: 'a@example.com' })
await analytics.track('Order Completed', { revenue: 19.99, currency: 'USD' })
await analytics.page({ name: 'Home' })
await analytics.group('g-1', {})
