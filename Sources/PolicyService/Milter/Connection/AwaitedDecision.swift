internal import NIOCore

/// A decision that is being made, and what goes on until it is there.
final class AwaitedDecision {
  let request: PolicyRequest
  private let start = NIODeadline.now()
  var task: Task<Void, Never>?
  var progress: RepeatedTask?

  init(_ request: PolicyRequest) {
    self.request = request
  }

  /// How long it has been awaited.
  var nanoseconds: UInt64 { UInt64(clamping: (NIODeadline.now() - start).nanoseconds) }

  /// Ends all of it.
  func cancel() {
    task?.cancel()
    progress?.cancel()
    // What they do refers to this.
    (task, progress) = (nil, nil)
  }
}
