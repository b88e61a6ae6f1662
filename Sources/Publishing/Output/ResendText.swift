internal import Reporting
internal import SPF

/// What must be sent again, for a person.
struct ResendText {
  private let resending: Resending
  /// More messages are not listed; the JSON form has them all.
  private static let mostMessages = 100

  init(_ resending: Resending) {
    self.resending = resending
  }

  /// A sentence, and a line for each message.
  var full: String {
    let messages = resending.messages
    guard !messages.isEmpty else {
      return "The log has nothing that was refused for good for this. Look again after that time."
    }
    let last = resending.last.map { ", the last one at \(Self.time($0))" } ?? ""
    var lines = ["Resend what was refused for good so far\(last); look again after that time:"]
    lines += messages.prefix(Self.mostMessages).map { mail in
      let sender = mail.sender.map { "<\(Printable.text($0))>" } ?? "?"
      return
        "  \(Self.time(mail))  \(Printable.text(mail.queueID))  \(sender) to <\(Printable.text(mail.recipient))>"
    }
    let rest = messages.count - Self.mostMessages
    if rest > 0 { lines.append("  and \(rest) more; --json has all") }
    return lines.joined(separator: "\n")
  }

  private static func time(_ mail: RefusedMail) -> String {
    mail.time.map { CivilTime($0).text + (mail.hasZone ? " UTC" : "") } ?? "no time"
  }
}
