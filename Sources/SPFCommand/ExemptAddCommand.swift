internal import ArgumentParser
internal import PolicyService
internal import Reporting
internal import SPF
internal import Settings

/// `spf exempt add`: one more exemption.
struct ExemptAddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add an exemption, or replace the one for the same domain and network.",
    discussion: """
      Exemptions that have ended are removed meanwhile.

      Exit status: 0 added; 64 usage, 65 the file cannot be understood, 73 it cannot be written.
      """)

  @Argument(help: "The domain.")
  var domain: String

  @Argument(help: "The clients: ADDRESS or ADDRESS/LENGTH.")
  var network: String

  @Option(name: .long, help: ArgumentHelp("Why, in a few words.", valueName: "text"))
  var reason: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      "When it ends, for instance 2026-12-24T00:00Z, or 2026-12-23 for the end of that day in UTC.",
      valueName: "time"))
  var until: String?

  @Option(
    name: .long, parsing: .unconditional, help: ArgumentHelp("In how many days it ends.", valueName: "days"))
  var days = 14

  @OptionGroup var options: ExemptionFileOptions

  func validate() throws {
    _ = try exemption(now: Environment.secondsSinceEpoch)
  }

  func run() async throws {
    let now = Environment.secondsSinceEpoch
    let new = try exemption(now: now)
    let store = try options.store()
    try ExemptionFailure.ending { try store.add(new, now: now) }
    if let warning = ExemptionFile.warning(of: new) { CommandError.report(warning) }
    try CommandOutput.writeLine(
      "\(new.domain) from \(new.network) passes until \(CivilTime(new.end).text) UTC.")
  }

  private func exemption(now: Int64) throws -> TemporaryExemption {
    guard let name = ListedName.domain(domain) else {
      throw ValidationError(
        "\"\(Printable.text(domain))\" is no fully qualified domain name; write, for instance, example.com.")
    }
    guard let clients = IPNetwork(network) else {
      throw ValidationError(
        "\"\(Printable.text(network))\" is no network; write ADDRESS or ADDRESS/LENGTH, for instance 203.0.113.25."
      )
    }
    guard ExemptionFile.isReason(reason) else {
      throw ValidationError(
        "--reason: write 1 to \(ExemptionFile.longestReason) printable octets on one line.")
    }
    guard (1...366).contains(days) else { throw ValidationError("--days must be 1 to 366.") }
    var end = now + Int64(days) * 86_400
    if let until {
      guard let time = CivilTime(end: until), time.seconds > now, time.seconds <= now + 366 * 86_400 else {
        throw ValidationError(
          "--until: \"\(Printable.text(until))\" is no time within a year from now; write, for instance, 2026-12-24T00:00Z."
        )
      }
      end = time.seconds
    }
    return TemporaryExemption(domain: name, network: clients, reason: reason, end: end)
  }
}
