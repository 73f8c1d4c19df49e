// Loaded by Node before an app: ends it, loudly, at the first look or connection beyond this machine.
const dns = require('node:dns')
const net = require('node:net')

const HERE = new Set(['localhost', '127.0.0.1', '::1'])
const check = (host) => {
  if (typeof host !== 'string' || HERE.has(host)) return
  require('node:fs').writeSync(2, `leaves the machine: ${host}\n`)
  process.exit(97) // an exception would be swallowed by the SDK
}

for (const owner of [dns, dns.promises]) {
  const lookup = owner.lookup
  owner.lookup = function (host, ...rest) {
    check(host)
    return lookup.call(this, host, ...rest)
  }
}
const connect = net.Socket.prototype.connect
net.Socket.prototype.connect = function (...given) {
  const first = Array.isArray(given[0]) ? given[0][0] : given[0]
  check(typeof first === 'object' && first !== null ? (first.path ? undefined : first.host ?? 'localhost') : given[1])
  return connect.apply(this, given)
}
