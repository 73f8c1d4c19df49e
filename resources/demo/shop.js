// The demo shop's own client: it makes messages as analytics.js does, and posts them to where the page came from.
'use strict'
const STEPS = {journey}
const WRITE_KEY = '{key}'
const LIBRARY = { name: '{library}', version: '{version}' }

const unique = () => (crypto.randomUUID ? crypto.randomUUID()
  : Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(''))
const visitor = { anonymousId: unique(), userId: undefined }
const cart = []

function page() {
  return { path: location.pathname, referrer: '', search: location.search, title: document.title, url: location.href }
}

function messageOf(said) {
  visitor.userId = said.userId || visitor.userId
  const now = new Date().toISOString()
  return {
    ...said,
    ...(said.type === 'page' ? { properties: { ...page(), ...said.properties } } : {}),
    context: {
      library: LIBRARY,
      locale: navigator.language,
      page: page(),
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      userAgent: navigator.userAgent,
      ...said.context,
    },
    anonymousId: visitor.anonymousId,
    ...(visitor.userId ? { userId: visitor.userId } : {}),
    integrations: {},
    messageId: `demo-${unique()}`,
    timestamp: now,
    sentAt: now,
  }
}

async function send(call) {
  const message = call.message && messageOf(call.message)
  const path = `/v1/${message ? message.type : 'track'}`
  const named = message ? `${message.type} ${message.event || message.name || ''}`.trim() : 'a body that is not JSON'
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${WRITE_KEY}:`)}`, 'content-type': 'application/json' },
      body: message ? JSON.stringify(message) : call.body,
      keepalive: true,
    })
    tell(`${named} was answered ${answer.status}`, answer.status === 200)
  } catch (error) {
    tell(`${named} could not be sent: Track Debugger does not answer any more`, false)
  }
}

async function take(step) {
  if (step.adds) cart.push(step.adds)
  if (step.empties) cart.length = 0
  showCart()
  for (const call of step.calls) await send(call)
}

async function takeAll() {
  for (const step of STEPS) if (step.button) await take(step)
}

function tell(words, well) {
  const line = document.createElement('li')
  line.textContent = `${new Date().toLocaleTimeString()}  ${words}`
  line.className = well ? 'well' : 'refused'
  const sent = document.getElementById('sent')
  sent.prepend(line)
  while (sent.children.length > 3) sent.lastChild.remove()
}

function showCart() {
  const total = cart.reduce((sum, each) => sum + each.price, 0)
  document.getElementById('cart').textContent = cart.length
    ? `${cart.map((each) => each.name).join(', ')}: ${total.toFixed(2)} EUR` : 'Nothing in it yet.'
}

function offer(step) {
  const wrong = step.calls.some((call) => call.findings)
  const row = document.createElement('div')
  row.className = 'step'
  const button = document.createElement('button')
  button.type = 'button'
  button.className = wrong ? 'button plain' : 'button'
  button.dataset.step = step.id
  button.textContent = step.button
  button.setAttribute('aria-describedby', `says-${step.id}`)
  button.addEventListener('click', () => take(step))
  const says = document.createElement('p')
  says.id = `says-${step.id}`
  says.className = wrong ? 'says wrong' : 'says'
  says.textContent = step.says
  row.append(button, says)
  document.querySelector(`[data-section="${step.section}"]`).append(row)
}

for (const step of STEPS) if (step.button) offer(step)
document.getElementById('all').addEventListener('click', takeAll)
showCart()
take(STEPS[0])
