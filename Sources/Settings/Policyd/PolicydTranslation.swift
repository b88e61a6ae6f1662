internal import SPF

/// What the lines of a policyd-spf.conf mean for us.
struct PolicydTranslation {
  /// A key with its value, and the line it comes from.
  struct Item {
    let setting: Setting
    let items: [String]
    let entry: PolicydFile.Entry
  }

  let file: String
  private(set) var items: [Item] = []
  private(set) var notes: [PolicydNote] = []
  /// The file that `Per_User` names.
  var perUser: (path: String, entry: PolicydFile.Entry)?

  init(file: String) {
    self.file = file
  }

  /// Gives a key its value. A value that the key does not take is noted and left out.
  mutating func set(_ key: String, _ values: [String], _ entry: PolicydFile.Entry) {
    guard let setting = Schema.setting(key) else { preconditionFailure("there is no key \(key)") }
    var settings = ServiceSettings(hostName: "localhost")
    do throws(SettingMismatch) {
      try setting.read(values, &settings)
      items.append(Item(setting: setting, items: values, entry: entry))
    } catch {
      note(entry, "\(error.message): the default is used.")
    }
  }

  /// Gives a key those items of a list that it takes.
  mutating func setList(_ key: String, _ values: [String], _ entry: PolicydFile.Entry) {
    guard let setting = Schema.setting(key) else { preconditionFailure("there is no key \(key)") }
    var settings = ServiceSettings(hostName: "localhost")
    var kept: [String] = []
    for value in values {
      do throws(SettingMismatch) {
        try setting.read([value], &settings)
        // As it would be written: ::ffff:127.0.0.0/104 is 127.0.0.0/8.
        let canonical = setting.write(settings).first ?? value
        if !kept.contains(canonical) { kept.append(canonical) }
      } catch {
        note(entry, "\(error.message): left out.")
      }
    }
    items.append(Item(setting: setting, items: kept, entry: entry))
  }

  mutating func note(_ entry: PolicydFile.Entry, _ message: String, refusesMore: Bool = false) {
    notes.append(
      PolicydNote(
        file: file, line: entry.line, option: Printable.text(entry.name), message: Printable.text(message),
        refusesMore: refusesMore))
  }

  /// The keys as given by a file, in the order of the table.
  var given: [GivenSetting] {
    items.map { item in
      GivenSetting(
        setting: item.setting, source: .file(file, line: item.entry.line),
        items: item.items.map { .init(text: $0, line: item.entry.line) }, file: file, line: item.entry.line)
    }
  }
}
