public import Metrics
internal import Synchronization

/// What a service counts: its decisions, how long they took, its connections.
public final class ServiceMetrics: MetricSource {
  private let meters: [DecisionMeter]
  private let nextMeter = Atomic<Int>(0)
  private let opened = Atomic<Int64>(0)
  private let closed = Atomic<Int64>(0)
  private let refused = Atomic<Int64>(0)
  private let waiting = Atomic<Int64>(0)
  private let startSeconds: Int64
  private let others: [any MetricSource]

  /// For a service with so many event loops. `others` are shown after its own metrics.
  public init(
    threads: Int, startSeconds: Int64 = WallTime.milliseconds / 1000, others: [any MetricSource] = []
  ) {
    meters = (0..<max(1, threads)).map { _ in DecisionMeter() }
    self.startSeconds = startSeconds
    self.others = others
  }

  /// Where a further connection counts.
  func meter() -> DecisionMeter {
    let number = nextMeter.wrappingAdd(1, ordering: .relaxed).oldValue
    return meters[Int(bitPattern: number.magnitude) % meters.count]
  }

  func connectionOpened() { opened.wrappingAdd(1, ordering: .relaxed) }
  func connectionClosed() { closed.wrappingAdd(1, ordering: .relaxed) }
  func connectionRefused() { refused.wrappingAdd(1, ordering: .relaxed) }

  /// A request waits for DNS.
  func waitBegan() { waiting.wrappingAdd(1, ordering: .relaxed) }
  func waitEnded() { waiting.wrappingSubtract(1, ordering: .relaxed) }

  /// All metrics of the service, then those of the others.
  public var metrics: [MetricFamily] {
    var total = DecisionCounts()
    for meter in meters { total.add(meter.total) }
    let closed = closed.load(ordering: .relaxed)
    let opened = opened.load(ordering: .relaxed)
    let own = [
      MetricFamily(.gauge, "spf_connections", "Connections open now.", opened - closed),
      MetricFamily(.counter, "spf_connections_total", "Connections taken.", opened),
      MetricFamily(
        .counter, "spf_connections_refused_total", "Connections closed at once because there were too many.",
        refused.load(ordering: .relaxed)),
      MetricFamily(
        .gauge, "spf_requests_waiting", "Requests that wait for DNS now, those in line for it included.",
        waiting.load(ordering: .relaxed)),
      MetricFamily(
        .gauge, "process_start_time_seconds", "When the process started, in seconds since 1970.", startSeconds
      ),
      MetricFamily(
        .gauge, "process_resident_memory_bytes", "Memory of the process that is in main memory.",
        ProcessMemory.residentBytes.map { [MetricSample([], $0)] } ?? []),
    ]
    return total.metrics + own + others.flatMap(\.metrics)
  }
}
