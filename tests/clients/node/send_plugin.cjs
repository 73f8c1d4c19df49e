// An app that makes a call with the library analytics and its plugin @analytics/segment on Node, with a host that it ignores.
const { Analytics } = require('analytics')
const segment = require('@analytics/segment')

const app = Analytics({ app: 'shop', plugins: [segment({ writeKey: 'wk_node_123', host: process.env.HOST, flushAt: 1, flushInterval: 10 })] })
app.track('Order Completed', { userId: 'u-1', revenue: 19.99, currency: 'USD' })
