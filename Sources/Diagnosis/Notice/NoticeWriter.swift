internal import MailLog
internal import SPF

/// Writes one notice: multipart/report (RFC 6522) with a part for people and one for programs (RFC 5965, RFC 6591).
struct NoticeWriter {
  let item: DiagnosedCase
  let contact: Contact
  let options: NoticeOptions
  let number: Int

  private static let end = "\r\n"

  /// The message.
  var message: String {
    let boundary = "=_spf-\(options.now)-\(number)"
    let text = NoticeText(item: item, options: options)
    var lines = [
      "Date: \(TimeText.mail(options.now))",
      "From: <\(options.from)>",
      "To: <\(contact.address)>",
      "Subject: \(subject)",
      " \(EncodedWord.base64(text.japaneseSubject))",
      "Message-ID: <spf-notice.\(options.now).\(number)@\(options.from.split(separator: "@").last ?? "localhost")>",
      "MIME-Version: 1.0",
      "Auto-Submitted: auto-generated",
      "Content-Type: multipart/report; report-type=feedback-report;",
      "\tboundary=\"\(boundary)\"",
      "",
      "This is a report in the format of RFC 6591.",
      "--\(boundary)",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: base64",
      "",
    ]
    lines += EncodedWord.lines(text.body)
    lines += ["--\(boundary)", "Content-Type: message/feedback-report", ""]
    lines += report
    // The headers of a message that was refused before it came are not known, but for this one.
    lines += ["", "--\(boundary)", "Content-Type: text/rfc822-headers", "", "Return-Path: <\(sender ?? "")>"]
    lines += ["", "--\(boundary)--", ""]
    return lines.joined(separator: Self.end)
  }

  private var subject: String {
    item.verdict == .brokenRecord
      ? "The SPF record of \(item.domain) cannot be evaluated"
      : "The SPF record of \(item.domain) does not cover \(item.clients.first?.description ?? "a server")"
  }

  /// A reverse-path of the case that can be written without quotation, and does not give away a recipient.
  private var sender: String? {
    let usable = item.incidents[0].senders.byFrequency.filter { NoticeText.isPlainAddress($0) }
    if options.includesRecipients { return usable.first }
    let recipients = RecipientNames(item)
    return usable.first { !recipients.areIn($0) } ?? usable.lazy.compactMap { recipients.redacted($0) }.first
  }

  private var report: [String] {
    let incident = item.incidents[0]
    let result = incident.results.max { $0.value < $1.value }?.key ?? .fail
    let property = item.scope == .helo ? "smtp.helo" : "smtp.mailfrom"
    let receiver = options.from.split(separator: "@").last.map(String.init) ?? "localhost"
    var lines = [
      "Feedback-Type: auth-failure", "User-Agent: \(options.agent)", "Version: 1", "Auth-Failure: spf",
      "Authentication-Results: \(receiver); spf=\(result) \(property)=\(item.domain)",
      "Reported-Domain: \(item.domain)", "Source-IP: \(item.clients.first?.description ?? "")",
      "Incidents: \(item.messages)",
    ]
    if let sender { lines.append("Original-Mail-From: <\(sender)>") }
    if let last = item.last { lines.append("Arrival-Date: \(TimeText.mail(last.seconds))") }
    if item.refused > 0 { lines.append("Delivery-Result: reject") }
    if let record = item.record, record.text.utf8.count <= 900 {
      // A quoted-string: octets that were made safe to show keep their backslash.
      let quoted = record.text.filter { $0 != "\"" }.replacing("\\", with: "\\\\")
      lines.append("SPF-DNS: txt : \(record.domain) : \"\(quoted)\"")
    }
    if options.includesRecipients {
      for recipient in item.recipients.prefix(20) where NoticeText.isPlainAddress(recipient) {
        lines.append("Original-Rcpt-To: <\(recipient)>")
      }
    }
    return lines
  }
}
