/// What one server of pages allows its clients.
public struct WebLimits: Sendable, Hashable {
  /// Connections at a time. When one more comes, that which has been open longest is closed, after its answer if one is
  /// under way.
  public var maximumConnections = 512
  /// A request must be complete so long after the connection was opened, or after the answer before it.
  public var requestTime: Duration = .seconds(10)
  /// An answer must be made and taken by the client within this time.
  public var answerTime: Duration = .seconds(30)
  /// Wait so long for requests under way when stopping.
  public var stopTime: Duration = .seconds(10)
  /// Octets of a request's path with its query.
  public static let longestTarget = 8192
  /// Octets of one header field.
  public static let longestField = 8192
  /// Octets of all header fields.
  public static let longestFields = 32_768
  /// Header fields.
  public static let mostFields = 100

  /// The defaults.
  public init() {}
}
