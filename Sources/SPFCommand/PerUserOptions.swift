internal import ArgumentParser
internal import Settings

/// Where the rules of single recipients of policyd-spf are.
struct PerUserOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Look for the file of Per_User in this folder, not where it says.", valueName: "folder"))
  var perUser: String?

  /// The content of the file that `Per_User` names.
  func content(_ path: String) throws -> SettingsReader.File {
    guard let perUser else { return try ServiceOptions.content(path) }
    return try ServiceOptions.content("\(perUser)/\(path.split(separator: "/").last ?? "")")
  }
}
