internal import Foundation

/// Runs what blocks on a thread of its own: the pool of the runtime has a thread for each core, and tests
/// that wait for other programs there keep all others waiting too.
public func onThread<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
  try await withCheckedThrowingContinuation { continuation in
    Thread { continuation.resume(with: Result(catching: body)) }.start()
  }
}
