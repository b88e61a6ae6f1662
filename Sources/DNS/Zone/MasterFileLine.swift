package import SPF

/// A record of a master file as written, its data not looked at.
package struct MasterFileLine: Sendable {
  package let owner: DomainName
  package let ttl: UInt32
  /// The record type in capitals.
  package let type: String
  package let typeWord: MasterFileScanner.Word
  /// The words of the data.
  package let fields: [MasterFileScanner.Word]
  /// What relative names in the data are relative to.
  package let origin: DomainName
}
