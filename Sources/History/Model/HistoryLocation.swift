/// Where history is kept, as it is written: `sqlite:/PATH` or `postgresql://…`.
public enum HistoryLocation: Sendable, Hashable, CustomStringConvertible {
  /// A file.
  case sqlite(path: String)
  /// A database of a server, as libpq names it.
  case postgresql(String)

  /// Reads a location.
  public init(_ text: String) throws(HistoryError) {
    for scheme in ["postgresql://", "postgres://"] where text.hasPrefix(scheme) {
      self = .postgresql(text)
      return
    }
    let path = text.hasPrefix("sqlite:") ? String(text.dropFirst(7)) : ""
    guard !path.isEmpty, !path.hasPrefix(":"), !path.hasSuffix("/"), !path.utf8.contains(0) else {
      throw HistoryError(
        .malformedLocation, location: HistoryText.shown(Self.withoutPassword(text)),
        reason: "it is no place for history")
    }
    self = .sqlite(path: path)
  }

  /// The location as it is written.
  public var description: String {
    switch self {
    case .sqlite(let path): "sqlite:\(path)"
    case .postgresql(let target): target
    }
  }

  /// The location for people to read: a password in it is replaced by asterisks.
  public var shown: String { Self.withoutPassword(description) }

  /// A URI of libpq has its password before the host, or as a parameter.
  private static func withoutPassword(_ text: String) -> String {
    guard let scheme = text.firstRange(of: "://") else { return text }
    var shown = String(text[..<scheme.upperBound])
    var rest = text[scheme.upperBound...]
    // The last one, because somebody may have forgotten to percent-encode those in the password.
    if let at = rest.lastIndex(of: "@") {
      let user = rest[..<at].prefix { $0 != ":" }
      shown += user.endIndex < at ? "\(user):****" : user
      rest = rest[at...]
    }
    guard let question = rest.firstIndex(of: "?") else { return shown + rest }
    let parameters = rest[rest.index(after: question)...].split(
      separator: "&", omittingEmptySubsequences: false)
    return shown + rest[...question]
      + parameters.map { $0.hasPrefix("password=") ? "password=****" : $0 }.joined(separator: "&")
  }

  /// The store there. A file that is not there is made, or that is an error unless `creates`. With `whenDamaged`, a damaged file is renamed and a new one begun; without, that is an error.
  /// `now` gives seconds since 1970. One that is written to in the background gives way to the other threads of the process.
  public func store(
    creates: Bool = true, isBackground: Bool = false, now: @escaping @Sendable () -> Int64,
    whenDamaged: (@Sendable (HistoryEvent) -> Void)? = nil
  ) throws(HistoryError) -> any HistoryStore {
    switch self {
    case .sqlite(let path):
      // Nobody waits for what is written in the background.
      SQLiteStore(
        path: path, creates: creates, patience: .seconds(isBackground ? 10 : 2), isBackground: isBackground,
        whenDamaged: whenDamaged, now: now)
    case .postgresql(let target): try PostgreSQLStore(target, isBackground: isBackground)
    }
  }
}
