/// Which commands a mail server leaves out, and which it wants no answer to (`SMFIP_` in the C library). It
/// offers what it can do; the filter chooses among that.
package struct MilterSteps: OptionSet, Sendable, Hashable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// No recipients (`NORCPT`).
  package static let noRecipients = MilterSteps(rawValue: 0x00_0008)
  /// No body (`NOBODY`).
  package static let noBody = MilterSteps(rawValue: 0x00_0010)
  /// No header fields (`NOHDRS`).
  package static let noHeaders = MilterSteps(rawValue: 0x00_0020)
  /// No end of the header (`NOEOH`).
  package static let noEndOfHeader = MilterSteps(rawValue: 0x00_0040)
  /// No answer to header fields (`NR_HDR`); older than the other flags of its kind.
  package static let noHeaderReply = MilterSteps(rawValue: 0x00_0080)
  /// No unknown SMTP commands (`NOUNKNOWN`), since version 3.
  package static let noUnknown = MilterSteps(rawValue: 0x00_0100)
  /// No DATA (`NODATA`), since version 4.
  package static let noData = MilterSteps(rawValue: 0x00_0200)
  /// The answer "no more of these" is understood (`SKIP`), since version 6.
  package static let skip = MilterSteps(rawValue: 0x00_0400)
  /// No answer to the connection (`NR_CONN`), since version 6, as all that follow.
  package static let noConnectReply = MilterSteps(rawValue: 0x00_1000)
  /// No answer to HELO (`NR_HELO`).
  package static let noHeloReply = MilterSteps(rawValue: 0x00_2000)
  /// No answer to MAIL (`NR_MAIL`).
  package static let noMailReply = MilterSteps(rawValue: 0x00_4000)
  /// No answer to DATA (`NR_DATA`).
  package static let noDataReply = MilterSteps(rawValue: 0x01_0000)
  /// No answer to unknown SMTP commands (`NR_UNKN`).
  package static let noUnknownReply = MilterSteps(rawValue: 0x02_0000)
  /// No answer to the end of the header (`NR_EOH`).
  package static let noEndOfHeaderReply = MilterSteps(rawValue: 0x04_0000)
  /// No answer to pieces of the body (`NR_BODY`).
  package static let noBodyReply = MilterSteps(rawValue: 0x08_0000)

  /// What a mail server means that offers nothing: the steps of version 1.
  static let ofVersion1 = MilterSteps(rawValue: 0x03f)
}
