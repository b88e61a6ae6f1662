/// What a filter may ask the mail server to do with a message (`SMFIF_` in the C library).
package struct MilterActions: OptionSet, Sendable, Hashable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Add and insert header fields (`ADDHDRS`).
  package static let addHeaders = MilterActions(rawValue: 0x001)
  /// Change and delete header fields (`CHGHDRS`).
  package static let changeHeaders = MilterActions(rawValue: 0x010)
  /// Hold a message back (`QUARANTINE`).
  package static let quarantine = MilterActions(rawValue: 0x020)
  /// Choose the macros that are sent (`SETSYMLIST`).
  package static let chooseMacros = MilterActions(rawValue: 0x100)

  /// What a mail server means that offers nothing: the actions of version 1.
  static let ofVersion1 = MilterActions(rawValue: 0x00f)

  /// What goes undone without them, for the log.
  var words: String {
    var undone: [String] = []
    if contains(.addHeaders) { undone.append("insert header fields") }
    if contains(.changeHeaders) { undone.append("delete forged header fields") }
    if contains(.quarantine) { undone.append("hold messages back, which are refused instead") }
    return "milter: the mail server does not let us " + undone.joined(separator: ", nor ")
  }
}
