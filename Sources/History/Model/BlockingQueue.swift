internal import Dispatch

/// Runs what blocks, one after another, on a thread that no task needs.
struct BlockingQueue: Sendable {
  private let queue: DispatchQueue

  init(_ label: String) {
    queue = DispatchQueue(label: label)
  }

  func run<T: Sendable>(_ body: @escaping @Sendable () throws(HistoryError) -> T) async throws(HistoryError)
    -> T
  {
    let result: Result<T, HistoryError> = await withCheckedContinuation { continuation in
      queue.async {
        continuation.resume(returning: Result { () throws(HistoryError) in try body() })
      }
    }
    return try result.get()
  }
}
