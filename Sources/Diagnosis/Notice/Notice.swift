public import Reporting
internal import SPF

/// A draft to whoever can repair a record: a message in the format of RFC 5322, ready to be read and sent.
public struct Notice: Sendable {
  /// A name for its file, unique within a diagnosis.
  public let fileName: String
  /// The message, lines ended by CR LF.
  public let message: String
  /// Whom it is to.
  public let recipient: String
  /// The part for people, in English and in Japanese.
  public let text: String

  /// The lines that say from whom, to whom, and about what.
  public var headline: [String] {
    message.split(separator: "\r\n").filter { line in
      ["From: ", "To: ", "Subject: "].contains { line.hasPrefix($0) }
    }.map(String.init)
  }

  /// The drafts for the cases of `diagnosis` that are stale or broken records. Nothing is drafted for forgeries, for
  /// what would pass now, or for the receiver's own domains.
  public static func drafts(for diagnosis: Diagnosis, options: NoticeOptions) -> [Notice] {
    var notices: [Notice] = []
    for item in diagnosis.cases {
      guard [.staleRecord, .brokenRecord].contains(item.verdict), item.wouldPassNow != true,
        !item.restsOnLikeness,
        !diagnosis.receiverDomains.contains(where: { item.domain.isEqualToOrSubdomain(of: $0) }),
        let contact = item.contacts.first
      else { continue }
      let number = notices.count + 1
      let writer = NoticeWriter(item: item, contact: contact, options: options, number: number)
      let name = item.domain.description.filter { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" }
      notices.append(
        Notice(
          fileName: "\(number)-\(item.verdict.rawValue)-\(name.prefix(100)).eml", message: writer.message,
          recipient: contact.address, text: NoticeText(item: item, options: options).body))
    }
    return notices
  }

  /// Writes it into the folder at `path`, which is made if it is not there. An older file of the name is not overwritten: it may have been edited.
  public func write(to path: String) throws(FileWriteError) {
    OutputFile.makeFolder(path)
    try OutputFile.write(message, to: "\(path)/\(fileName)", replaces: false)
  }
}
