// An app that makes all six calls with @rudderstack/rudder-sdk-node, pointed at us by its dataPlaneUrl alone.
import RudderAnalytics from '@rudderstack/rudder-sdk-node'

const gzip = !process.argv.includes('gzip=off')
const analytics = new RudderAnalytics('wk_node_123', {
  dataPlaneUrl: process.env.HOST, flushInterval: 50, gzip, logLevel: 'error',
})

const userId = 'u-1'
analytics.identify({ userId, traits: { email: 'a@example.com' } })
analytics.track({ userId, event: 'Order Completed', properties: { revenue: 19.99, currency: 'USD' } })
analytics.page({ userId, category: 'Docs', name: 'Home' })
analytics.screen({ userId, name: 'Start' })
analytics.group({ userId, groupId: 'g-1' })
analytics.alias({ userId, previousId: 'anonymous-1' })
await analytics.flush()
