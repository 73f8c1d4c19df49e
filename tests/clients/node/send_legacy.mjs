// An app that makes all six calls with the legacy analytics-node, pointed at us by its host alone.
import Analytics from 'analytics-node'

const analytics = new Analytics('wk_node_123', { host: process.env.HOST, flushInterval: 50 })

const userId = 'u-1'
analytics.identify({ userId, traits: { email: 'a@example.com' } })
analytics.track({ userId, event: 'Order Completed', properties: { revenue: 19.99, currency: 'USD' } })
analytics.page({ userId, category: 'Docs', name: 'Home' })
analytics.screen({ userId, name: 'Start' })
analytics.group({ userId, groupId: 'g-1' })
analytics.alias({ userId, previousId: 'anonymous-1' })
await new Promise((done, failed) => analytics.flush((error) => (error ? failed(error) : done())))
