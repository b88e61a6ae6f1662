internal import PolicyService
internal import Reporting
internal import SPF

/// A policyd-spf.conf, understood: as settings, as YAML, and with what there is to know about it.
public struct PolicydImport: Sendable {
  /// Which program's file it is taken for.
  public enum Purpose: Sendable {
    /// To run as policyd-spf does, which takes no notice of options of pyspf-milter.
    case policy
    /// To be converted, options of pyspf-milter as well.
    case conversion
  }

  /// The file that `Per_User` names; nil if there is none.
  public let perUserPath: String?
  /// What there is to know, line by line.
  public private(set) var notes: [PolicydNote]
  let given: [GivenSetting]
  private let file: String
  private let policies: [PerUserPolicy]

  /// Reads a file; never fails: what cannot be used is noted, as policyd-spf goes on, too. `perUser` gives the content
  /// of the file that `Per_User` names, or throws.
  public init(
    _ content: SettingsReader.File, purpose: Purpose,
    perUser: (String) throws -> SettingsReader.File
  ) {
    let read = PolicydFile(content)
    file = read.name
    var translation = PolicydTranslation(file: read.name)
    for entry in read.entries {
      guard let option = PolicydOptions.option(entry.name) else {
        translation.note(entry, Self.unknown(entry.name))
        continue
      }
      if option.owner == .milter, purpose == .policy { continue }
      option.translate(entry, &translation)
    }
    var notes = read.notes + translation.notes
    given = translation.given
    perUserPath = translation.perUser?.path
    var policies: [PerUserPolicy] = []
    if let (path, entry) = translation.perUser {
      do {
        let users = PerUserFile(try perUser(path))
        policies = users.policies
        notes += users.notes
      } catch {
        notes.append(
          PolicydNote(
            file: read.name, line: entry.line, option: "Per_User",
            message: Printable.text("\(error) No recipient has rules of its own.")))
      }
    }
    self.policies = policies
    self.notes = notes
  }

  private static func unknown(_ name: String) -> String {
    let nearest = NearestWord.of(name, among: PolicydOptions.all.map(\.name))
    return "no such option, here as there: the line is not used"
      + (nearest.map { "; did you mean \($0)?" } ?? ".")
  }

  /// The policies for single recipients, over the rules of the whole service.
  func policies(over settings: ServiceSettings) -> [RecipientPolicy] {
    policies.map { $0.policy(over: settings) }
  }

  /// A configuration file that means the same, with notes as comments.
  public var yaml: String {
    var tree = YAMLTree()
    for setting in Schema.settings {
      guard let one = given.last(where: { $0.setting.key == setting.key }), let line = one.line else {
        continue
      }
      for note in notes where note.line == line && note.file == file { tree.comment(note.text) }
      tree.add(
        setting, one.items.map(\.text), comment: "\(setting.policyd.map { "\($0), " } ?? "")line \(line)")
    }
    let told = Set(given.compactMap(\.line))
    for note in notes where note.file != file || !told.contains(note.line) { tree.comment(note.text) }
    tree.end()
    let text = "# From \(file), by spf config import; spf config check checks this file.\n" + tree.text
    var settings = ServiceSettings(hostName: "localhost")
    for one in given { try? one.apply(to: &settings) }
    guard !policies.isEmpty else { return text }
    return text + "policies:\n"
      + policies.map { policy in
        PolicyYAML.text(
          policy.policy(over: settings), over: settings, always: Set(policy.given.map(\.setting.key)))
      }.joined()
  }
}
