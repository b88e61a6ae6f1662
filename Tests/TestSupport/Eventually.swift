internal import Foundation

/// Whether `condition` becomes true: patiently, as a machine may be slow, and at once where it does.
public func eventually(seconds: Double = 300, _ condition: () async throws -> Bool) async rethrows -> Bool {
  let end = Date().addingTimeInterval(seconds)
  while Date() < end {
    if try await condition() { return true }
    try? await Task.sleep(for: .milliseconds(20))
  }
  return try await condition()
}
