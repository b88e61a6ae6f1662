internal import SPF

/// The value of a key as it was written.
struct GivenSetting: Sendable {
  /// One item of it, and where it stands.
  struct Item: Sendable {
    let text: String
    var line: Int?
    var column: Int?
  }

  let setting: Setting
  let source: SettingSource
  let items: [Item]
  /// What stands before the key: the policy that it belongs to.
  var prefix = ""
  /// For problems: the file, and where the key stands in it.
  var file: String?
  var line: Int?
  var column: Int?

  /// Sets the value in `settings`.
  func apply(to settings: inout ServiceSettings) throws(SettingsProblem) {
    do throws(SettingMismatch) {
      try setting.read(items.map(\.text), &settings)
    } catch {
      let item = items.indices.contains(error.item) ? items[error.item] : nil
      throw SettingsProblem(
        file: file, line: item?.line ?? line, column: item?.column ?? column, key: name,
        message: Printable.text(error.message), remedy: Printable.text(error.remedy))
    }
  }

  /// By what name whoever wrote the value knows the key.
  private var name: String {
    switch source {
    case .standard, .file: prefix + setting.key
    case .environment(let name): name
    case .option(let name): "--\(name)"
    }
  }
}
