// Track Debugger's mirror. A source middleware copies each call of this page's analytics.js to Track Debugger, while
// the delivery goes on as it was. It reads nothing else of the page, and talks to the one address below.
(function () {
  'use strict'
  const SINK = {sink}
  const tag = document.currentScript
  let findings = {findings} || Boolean(tag && tag.dataset && 'findings' in tag.dataset)
  const MOST_CALLS = 1000
  const MOST_CHARACTERS = 4 * 1024 * 1024
  const LARGEST = {largest}
  const FIRST_WAIT = 500
  const LONGEST_WAIT = 10000
  const LOOK_EVERY = 250
  const LOOK_FOR = 60000

  const say = (how, ...words) => {
    try { console[how]('Track Debugger:', ...words) } catch (_) { /* a page may have no console left */ }
  }
  const counted = (count) => (count === 1 ? '1 call' : `${count} calls`)

  const earlier = window.trackDebuggerMirror
  if (earlier && earlier.address === SINK && earlier.start) {
    earlier.start(findings)
    return
  }
  if (earlier && earlier.stop) earlier.stop()

  const attached = new WeakSet()
  const copied = new Map()
  const lines = new Map()
  let on = true
  let blocked = ''
  let mirrored = 0
  let lost = 0
  let nextTold = 1
  let explained = false
  let connected = false
  let looking = 0

  function lose(count, why) {
    lost += count
    if (lost < nextTold) return
    nextTold = lost * 2
    say('warn', `${counted(lost)} so far could not be mirrored: ${why}. What analytics.js delivers is not touched.`)
  }

  // One connection for each write key: in order, kept until answered, and sent again where the connection broke.
  class Line {
    constructor(key) {
      this.address = SINK + (key ? `?writeKey=${encodeURIComponent(key)}` : '')
      this.calls = []
      this.characters = 0
      this.sent = 0
      this.wait = FIRST_WAIT
      this.socket = null
      this.timer = 0
    }

    add(text, call) {
      if (blocked) return lose(1, blocked)
      if (text.length * 3 > LARGEST && new TextEncoder().encode(text).length > LARGEST) {
        return lose(1, `a call is larger than the ${LARGEST} bytes that are taken`)
      }
      this.calls.push({ text, call: findings ? call : null })
      this.characters += text.length
      while (this.calls.length > MOST_CALLS || this.characters > MOST_CHARACTERS) {
        const [dropped] = this.calls.splice(Math.min(this.sent, this.calls.length - 1), 1)
        this.characters -= dropped.text.length
        lose(1, `more than ${MOST_CALLS} calls or ${MOST_CHARACTERS} characters wait for ${SINK}`)
      }
      this.connect()
      this.flush()
    }

    connect() {
      if (!on || blocked || this.socket || this.timer) return
      let socket
      try {
        socket = new WebSocket(this.address)
      } catch (error) {
        block(`the browser refuses to connect this page to ${SINK} (${error && error.message}). A page on https may need ` +
          'the wss address: load the mirror from the https address that Track Debugger shows')
        return
      }
      this.socket = socket
      socket.onopen = () => {
        if (!connected) say('info', `connected to ${SINK}.`)
        connected = true
        explained = false
        this.flush()
      }
      socket.onmessage = (event) => this.answered(event.data)
      socket.onclose = () => {
        if (this.socket !== socket) return
        this.socket = null
        this.sent = 0
        connected = false
        if (!on || blocked) return
        explain()
        this.timer = setTimeout(() => {
          this.timer = 0
          this.connect()
        }, this.wait)
        this.wait = Math.min(this.wait * 2, LONGEST_WAIT)
      }
    }

    flush() {
      const open = this.socket && this.socket.readyState === 1
      while (open && this.sent < this.calls.length) {
        this.socket.send(this.calls[this.sent].text)
        this.sent += 1
      }
    }

    answered(text) {
      let answer = {}
      try { answer = JSON.parse(text) } catch (_) { /* none of ours: the frame was taken all the same */ }
      if (answer.stored === false) { // it could not be stored: all that is not answered is sent again
        this.socket.onmessage = null
        this.socket.close()
        return
      }
      const done = this.calls.shift()
      if (!done) return
      this.sent -= 1
      this.characters -= done.text.length
      this.wait = FIRST_WAIT
      mirrored += 1
      if (done.call) show(done.call, answer.findings || [])
    }

    end() {
      clearTimeout(this.timer)
      const socket = this.socket
      const waiting = this.calls.length
      this.timer = 0
      this.socket = null
      this.calls = []
      this.sent = this.characters = 0
      if (socket) socket.close()
      return waiting
    }
  }

  function show(call, found) {
    for (const finding of found) {
      const how = finding.severity === 'advice' ? 'info' : 'warn'
      say(how, `${call.event || call.name || call.type} ${finding.pointer}: ${finding.message}`, finding.remedy, call)
    }
  }

  function endAll(why) {
    let waiting = 0
    for (const line of lines.values()) waiting += line.end()
    if (waiting) lose(waiting, why)
  }

  function block(why) {
    if (blocked) return
    blocked = why
    say('error', `${why}. Nothing is mirrored; what analytics.js delivers is not touched.`)
    endAll(why)
  }

  const isLocal = /^(localhost|127\..*|\[::1\]|.*\.localhost|)$/.test(location.hostname)

  async function explain() {
    if (explained) return
    explained = true
    await new Promise((resolve) => setTimeout(resolve, 100)) // what the browser refuses is told a moment later
    if (blocked || !on || connected) return
    let refused = ''
    for (const name of ['loopback-network', 'local-network-access']) {
      try {
        const { state } = await navigator.permissions.query({ name })
        if (state === 'denied') refused = 'the browser denies this page to reach this device: allow it local network access, beside the address.'
        if (state === 'prompt' && !isLocal && !refused) refused = 'is it listening there, and was the page allowed to reach this device?'
      } catch (_) { /* a browser that has no such permission */ }
    }
    if (!refused && !isLocal && !window.isSecureContext) {
      refused = 'a page on plain http that comes from elsewhere may not reach this device in Chrome.'
    }
    say('warn', `${SINK} does not answer; ${refused || 'is Track Debugger listening there?'} Trying again; calls made ` +
      `meanwhile wait (${MOST_CALLS} at most). trackDebuggerMirror.stop() ends it.`)
  }

  addEventListener('securitypolicyviolation', (event) => {
    const ours = new URL(SINK).host
    let host = ''
    try { host = new URL(event.blockedURI).host } catch (_) { /* "inline", "eval" */ }
    if (host === ours && event.effectiveDirective === 'connect-src' && event.disposition !== 'report') {
      block(`the page's content security policy does not let it connect to ${SINK}. Add that to its connect-src, or ` +
        "override the response's header in the browser's developer tools")
    }
  })
  addEventListener('pagehide', () => {
    let waiting = 0
    for (const line of lines.values()) waiting += line.calls.length - line.sent
    if (waiting) say('warn', `the page is left before ${counted(waiting)} could be mirrored.`)
  })

  function keyOf(analytics) {
    try {
      const inner = analytics.instance || analytics
      return String((inner.settings && inner.settings.writeKey) || inner._writeKey || '')
    } catch (_) {
      return ''
    }
  }

  function lineOf(key) {
    if (!lines.has(key)) lines.set(key, new Line(key))
    return lines.get(key)
  }

  // The same call may pass the middleware of a queue and that of what took its place: one of them copies it.
  function isAnothers(id, mine) {
    if (!id) return false
    const first = copied.get(id)
    if (first) return first !== mine
    copied.set(id, mine)
    if (copied.size > MOST_CALLS) copied.delete(copied.keys().next().value)
    return false
  }

  function attach(analytics, name) {
    if (!isAnalytics(analytics) || attached.has(analytics)) return false
    attached.add(analytics)
    const mine = {}
    const current = () => keyOf((name && window[name]) || analytics) || keyOf(analytics)
    function trackDebuggerMirror({ payload, next }) {
      try {
        const call = payload.obj
        if (on && !isAnothers(call.messageId, mine)) lineOf(current()).add(JSON.stringify(call), call)
      } catch (error) {
        lose(1, `a call could not be copied (${error})`)
      }
      return next(payload)
    }
    const failed = (error) => say('error', `analytics.js did not take the middleware (${error}): nothing is mirrored.`)
    try {
      const adding = typeof analytics.addSourceMiddleware === 'function'
        ? analytics.addSourceMiddleware(trackDebuggerMirror)
        : analytics.push(['addSourceMiddleware', trackDebuggerMirror])
      if (adding && typeof adding.then === 'function') adding.then(undefined, failed)
    } catch (error) {
      failed(error)
    }
    const key = current()
    if (key) lineOf(key).connect()
    say('info', `copies of what ${name ? `window.${name}` : 'this analytics'} delivers go to ${SINK}; the delivery goes on. ` +
      'trackDebuggerMirror.stop() ends it, .state() tells how it goes.')
    return true
  }

  function isAnalytics(value) {
    if (!value || typeof value !== 'object') return false
    return typeof value.addSourceMiddleware === 'function' ||
      (Array.isArray(value) && Array.isArray(value.methods) && typeof value.track === 'function')
  }

  // Segment's snippet, its npm package in a variable, or under a name of the page's own; getters are left alone.
  function found() {
    const names = []
    for (const name of tag && tag.dataset && tag.dataset.global ? [tag.dataset.global] : Object.getOwnPropertyNames(window)) {
      try {
        const property = Object.getOwnPropertyDescriptor(window, name)
        if (property && 'value' in property && isAnalytics(property.value)) names.push(name)
      } catch (_) { /* a frame of another origin */ }
    }
    return names
  }

  function look(until) {
    clearTimeout(looking)
    if (!on) return
    let any = false
    for (const name of found()) {
      attach(window[name], name)
      any = true
    }
    if (any) return
    if (Date.now() < until) {
      looking = setTimeout(look, LOOK_EVERY, until)
      return
    }
    say('warn', window.rudderanalytics
      ? "RudderStack's SDK has no source middleware, so that it cannot be mirrored: load it with Track Debugger's address for the data plane."
      : 'no analytics.js is found in this page. Where it is in a variable of a module, hand it over: trackDebuggerMirror.attach(analytics).')
  }

  window.trackDebuggerMirror = {
    address: SINK,
    attach: (analytics) => attach(analytics, ''),
    start(tellFindings = false) {
      on = true
      findings = findings || tellFindings
      look(Date.now() + LOOK_FOR)
      for (const line of lines.values()) line.connect()
      say('info', blocked || `mirroring to ${SINK}; ${counted(mirrored)} so far.`)
    },
    stop() {
      on = false
      clearTimeout(looking)
      endAll('the mirror was stopped')
      say('info', `stopped; ${counted(mirrored)} mirrored, ${lost} lost.`)
    },
    state() {
      let waiting = 0
      for (const line of lines.values()) waiting += line.calls.length
      return { address: SINK, on, blocked, mirrored, waiting, lost }
    },
  }
  look(Date.now() + LOOK_FOR)
})()
