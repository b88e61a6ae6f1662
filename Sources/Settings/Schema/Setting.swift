internal import PolicyService

/// One key of the configuration: the row of a table from which reading, checking, printing and the reference come.
public struct Setting: Sendable {
  /// Where the value is kept.
  typealias Place<Value> = any WritableKeyPath<ServiceSettings, Value> & Sendable

  /// When a new value takes effect.
  enum Effect: Sendable {
    /// At once, when the configuration is read again.
    case reload
    /// When the service starts.
    case restart
  }

  /// The key, its sections joined by dots: `helo.reject`.
  public let key: String
  /// What it does, in a sentence.
  public let summary: String
  /// The option of policyd-spf.conf that does the same.
  public let policyd: String?
  /// The option of the command line that does the same, without the hyphens.
  let option: String?
  /// Whether a policy for some recipients or senders may have its own value.
  let isForPolicies: Bool
  let effect: Effect
  /// The values, in words.
  let words: String
  let isList: Bool
  /// Sets the value of the items.
  let read: @Sendable ([String], inout ServiceSettings) throws(SettingMismatch) -> Void
  /// The items of the value; nil for one that is not set.
  let write: @Sendable (ServiceSettings) -> [String]

  /// A key of the whole service.
  init<Value: Sendable>(
    _ key: String, _ kind: SettingKind<Value>,
    _ place: Place<Value>, _ effect: Effect = .reload,
    option: String? = nil, policyd: String? = nil, _ summary: String
  ) {
    self.init(key, kind, place, effect, option, policyd, isForPolicies: false, summary)
  }

  /// A key that a policy may have, too.
  static func rule<Value: Sendable>(
    _ key: String, _ kind: SettingKind<Value>,
    _ place: Place<Value>, option: String? = nil,
    policyd: String? = nil, _ summary: String
  ) -> Setting {
    Setting(key, kind, place, .reload, option, policyd, isForPolicies: true, summary)
  }

  private init<Value: Sendable>(
    _ key: String, _ kind: SettingKind<Value>,
    _ place: Place<Value>, _ effect: Effect, _ option: String?,
    _ policyd: String?, isForPolicies: Bool, _ summary: String
  ) {
    self.key = key
    self.summary = summary
    self.policyd = policyd
    self.option = option
    self.isForPolicies = isForPolicies
    self.effect = effect
    words = kind.words
    isList = kind.isList
    read = { items, settings throws(SettingMismatch) in settings[keyPath: place] = try kind.read(items) }
    write = { kind.write($0[keyPath: place]) }
  }

  /// The variable of the environment with the same meaning: `SPF_HELO_REJECT`.
  public var variable: String {
    "SPF_" + key.uppercased().split(separator: ".").joined(separator: "_")
  }
}
