// An app that makes its calls with @segment/analytics-react-native, pointed at us by its proxies alone.
const { createClient } = require('@segment/analytics-react-native')

const [way] = process.argv.slice(2)
const proxies = {
  endpoints: { proxy: `${process.env.HOST}/v1`, cdnProxy: `${process.env.HOST}/v1`, useSegmentEndpoints: true },
  // Without useSegmentEndpoints the proxies are the addresses themselves, whatever their paths.
  itself: { proxy: `${process.env.HOST}/collect`, cdnProxy: `${process.env.HOST}/config/wk_native_123/settings` },
}
const client = createClient({
  writeKey: 'wk_native_123', ...proxies[way.replace('_insecure', '')], flushAt: 100, flushInterval: 0, trackAppLifecycleEvents: false,
  allowInsecureProxy: !way.endsWith('_insecure'),
})

async function main() {
  await client.identify('u-1', { email: 'a@example.com' })
  await client.track('Order Completed', { revenue: 19.99, currency: 'USD' })
  await client.screen('Start')
  await client.group('g-1')
  await client.alias('u-1')
  // Its queue is filled behind its back: it is asked until nothing waits in it. An app would also live to see the settings.
  do {
    await new Promise((later) => setTimeout(later, 50))
    await client.flush()
  } while ((await client.pendingEvents()) > 0 || !client.settings.get()?.['Segment.io'])
  process.exit(0)
}
main()
