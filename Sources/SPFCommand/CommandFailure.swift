/// Why a command cannot go on, where it is for the command to say so in its own form.
struct CommandFailure: Error {
  /// A status of sysexits(3).
  let status: Int32
  /// What is wrong, and what to do.
  let message: String

  /// What `body` gives; its errors become failures with `status`.
  static func catching<T>(_ status: Int32, _ body: () throws -> T) throws(CommandFailure) -> T {
    do {
      return try body()
    } catch {
      throw CommandFailure(status: status, message: "\(error)")
    }
  }
}
