public import Foundation

extension Process {
  /// So many descriptors this process may have while it starts another. Foundation reads beyond the end of a buffer of
  /// 32 KiB when `/proc/self/fd` fills it, which is at 1,365 of them, and that may be the end of all tests.
  private static let descriptorLimit = 1_200

  /// Starts it, with the error that tells why it may not be started now.
  public func start() throws {
    let count = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    guard count < Self.descriptorLimit else {
      throw TooManyDescriptors(count: count, limit: Self.descriptorLimit)
    }
    try run()
  }
}
