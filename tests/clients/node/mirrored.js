// An app whose SDK is set to a server of its own, in the ways that pages have of loading analytics.js.
const query = new URLSearchParams(location.search)
const segment = query.get('segment')
const writeKey = 'wk_mirror_123'

const ways = {
  package() { window.analytics = AnalyticsNext.AnalyticsBrowser.load({ writeKey, cdnURL: segment }) },
  renamed() { window.shopAnalytics = AnalyticsNext.AnalyticsBrowser.load({ writeKey, cdnURL: segment }) },
  late() { window.make = ways.package },
  async loaded() { [window.analytics] = await AnalyticsNext.AnalyticsBrowser.load({ writeKey, cdnURL: segment }) },
  snippet() { // as Segment's snippet 5.2 makes it
    const analytics = window.analytics = []
    analytics.methods = ['identify', 'track', 'page', 'screen', 'group', 'alias', 'ready', 'on', 'addSourceMiddleware', 'register']
    analytics.factory = (method) => (...given) => {
      if (window.analytics.initialized) return window.analytics[method](...given)
      analytics.push([method, ...given])
      return analytics
    }
    for (const method of analytics.methods) analytics[method] = analytics.factory(method)
    analytics._writeKey = writeKey
    analytics._cdn = segment
    analytics._loadOptions = {}
    window.load = () => {
      const script = document.createElement('script')
      script.dataset.globalSegmentAnalyticsKey = 'analytics'
      script.src = `${segment}/analytics.js/v1/${writeKey}/analytics.min.js`
      document.head.append(script)
    }
  },
}

window.go = () => {
  const analytics = window.shopAnalytics || window.analytics
  analytics.identify('u-1', { email: 'a@example.com' })
  analytics.track('Order Completed', { revenue: 19.99, currency: 'USD' })
  analytics.page('Docs', 'Home')
  analytics.screen('Start')
  analytics.group('g-1')
  analytics.alias('u-1', 'anonymous-1')
}

ways[query.get('way')]()
if (query.has('tag')) document.head.append(Object.assign(document.createElement('script'), { src: query.get('tag') }))
