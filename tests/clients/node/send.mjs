// An app that makes all six calls with @segment/analytics-node, pointed at us by its host alone.
import { Analytics } from '@segment/analytics-node'

const analytics = new Analytics({ writeKey: 'wk_node_123', host: process.env.HOST })
analytics.on('error', (error) => { throw error })

const userId = 'u-1'
analytics.identify({ userId, traits: { email: 'a@example.com' } })
analytics.track({ userId, event: 'Order Completed', properties: { revenue: 19.99, currency: 'USD' } })
analytics.page({ userId, category: 'Docs', name: 'Home' })
analytics.screen({ userId, name: 'Start' })
analytics.group({ userId, groupId: 'g-1' })
analytics.alias({ userId, previousId: 'anonymous-1' })
await analytics.closeAndFlush()
