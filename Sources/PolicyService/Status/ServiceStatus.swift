internal import Metrics
internal import Synchronization

/// What the status port tells: the metrics, and whether the service takes requests.
final class ServiceStatus: Sendable {
  private let source: any MetricSource
  private let isServing = Atomic<Bool>(true)

  init(_ source: any MetricSource) {
    self.source = source
  }

  /// From now on the service only finishes what is under way.
  func stop() { isServing.store(false, ordering: .relaxed) }

  /// The answer to a request. A query behind the path says nothing here.
  func page(method: String, target: String) -> StatusPage {
    let path = target.prefix { $0 != "?" }
    switch path {
    case "/metrics", "/health": break
    default: return .text(404, "There is no such page; there are /metrics and /health.\n")
    }
    guard method == "GET" || method == "HEAD" else { return .text(405, "Only GET and HEAD.\n") }
    if path == "/metrics" {
      return StatusPage(
        code: 200, mediaType: MetricText.mediaType, body: MetricText.text(source.metrics))
    }
    return isServing.load(ordering: .relaxed) ? .text(200, "ok\n") : .text(503, "stopping\n")
  }
}
