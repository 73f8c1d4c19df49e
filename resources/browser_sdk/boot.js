// Analytics.js takes its settings and its other scripts from where it came from itself: it finds that out for https alone.
!function () {
  var script = document.currentScript
  var from = script && /^(.*)\/analytics\.js\/v1\//.exec(script.src)
  var named = document.querySelector('script[data-global-segment-analytics-key]')
  var queue = window[named ? named.dataset.globalSegmentAnalyticsKey : 'analytics']
  if (from && queue && !queue._cdn) queue._cdn = from[1]
}();
