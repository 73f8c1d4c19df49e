// Loaded by Node before an app made for React Native: what the phone would give, and nothing of the SDK.
const Module = require('node:module')

const PHONE = {
  appName: 'Shop', appVersion: '1.4.2', buildNumber: '88', bundleId: 'com.example.shop', locale: 'en-GB', networkType: 'wifi',
  osName: 'iOS', osVersion: '18.1', screenHeight: 852, screenWidth: 393, timezone: 'Europe/Berlin', manufacturer: 'Apple',
  model: 'iPhone16,1', deviceName: 'iPhone', deviceId: 'F3B0A8C2-1111-4E6B-9C5D-7A2E31B5D901', deviceType: 'ios',
}
const listening = { remove() {} }
const STUBS = {
  react: { createContext: () => ({}), useContext: () => ({}), useMemo: (made) => made() },
  'react-native': {
    AppState: { currentState: 'active', addEventListener: () => listening },
    NativeModules: { AnalyticsReactNative: { getContextInfo: async () => PHONE } },
    NativeEventEmitter: class { addListener() { return listening } },
    Platform: { OS: 'ios', select: (each) => each.ios ?? each.default },
    Linking: { getInitialURL: async () => null, addEventListener: () => listening },
    unstable_batchedUpdates: (callback) => callback(),
  },
}
const load = Module._load
Module._load = function (name, ...rest) {
  return STUBS[name] ?? load.call(this, name, ...rest)
}
