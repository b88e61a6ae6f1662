internal import DNS
internal import SPF

/// Asks Postfix for its configuration.
public struct PostfixReader: Sendable {
  private let folder: String?
  private let programs: [String]
  /// The most of the file that `myorigin` names.
  private static let longestOrigin = 4_096

  /// A reader of the configuration in `folder`, or of the one Postfix has. cron has no sbin in its path, where
  /// `postconf` is; hence several `programs` to try.
  public init(
    folder: String? = nil,
    programs: [String] = ["postconf", "/usr/sbin/postconf", "/usr/local/sbin/postconf"]
  ) {
    self.folder = folder
    self.programs = programs
  }

  /// What the Postfix sends, and from where.
  public func inventory() throws(PostfixError) -> Inventory {
    try inventory(interfaces: HostInterfaces.addresses)
  }

  /// The same on a host whose interfaces have other addresses.
  func inventory(interfaces: Set<IPAddress>?) throws(PostfixError) -> Inventory {
    // Only a configuration elsewhere can be another host's.
    let given: String? = if folder == nil { nil } else { try run(["-n"]) }
    let settings = PostfixSettings(
      parameters: try run(["-x"] + PostfixSettings.names), services: try run(["-P"]), given: given)
    return PostfixInventory(
      settings, originFile: origin(settings), folder: folder, interfaces: interfaces
    ).inventory
  }

  private func origin(_ settings: PostfixSettings) -> String? {
    guard let path = settings.words("myorigin").first, path.hasPrefix("/"),
      let octets = try? BoundedFile.read(path, limit: Self.longestOrigin)
    else { return nil }
    let line = octets.prefix { $0 != UInt8(ascii: "\n") }
    return String(decoding: line, as: UTF8.self).filter { !$0.isWhitespace }
  }

  private func run(_ arguments: [String]) throws(PostfixError) -> String {
    let all = (folder.map { ["-c", $0] } ?? []) + arguments
    for program in programs {
      switch BoundedProcess(program: program, arguments: all).run() {
      case .notFound: continue
      case .output(let octets): return String(decoding: octets, as: UTF8.self)
      case .failed(let reason):
        throw PostfixError(
          message: "postconf \(Printable.text(all.prefix(3).joined(separator: " "))): \(Self.line(reason))")
      }
    }
    throw PostfixError(message: "there is no postconf here")
  }

  private static func line(_ text: String) -> String {
    Printable.text(text.split(whereSeparator: \.isNewline).joined(separator: "; "))
  }
}
