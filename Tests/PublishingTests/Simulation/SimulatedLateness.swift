import Publishing
import TestSupport

/// The steps of a plan taken late: each as late as those before it, or later.
struct SimulatedLateness {
  private var times: [(kind: ChangeStep.Kind, planned: Int64, taken: Int64)] = []

  init(_ plan: ChangePlan, _ random: inout SeededGenerator) {
    var late: Int64 = 0
    for step in plan.steps {
      if Bool.random(using: &random) { late += Int64.random(in: 0...20_000, using: &random) }
      times.append((step.kind, step.time, step.time + late))
    }
  }

  /// When the step is taken; at the end of all if there is none.
  func time(_ kind: ChangeStep.Kind) -> Int64 {
    times.first { $0.kind == kind }?.taken ?? times.last?.taken ?? 0
  }

  /// What is published as `planned`, late.
  func versions(_ planned: [PublishedVersion]) -> [PublishedVersion] {
    let publications = times.filter { [.lower, .add, .remove, .restore].contains($0.kind) }
    return planned.prefix(1)
      + zip(planned.dropFirst(), publications).map { version, step in
        PublishedVersion(time: step.taken, record: version.record, ttl: version.ttl)
      }
  }
}
