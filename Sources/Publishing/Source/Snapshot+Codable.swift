extension Snapshot: Codable {
  /// Reads the form of ``json``.
  public init(from decoder: any Decoder) throws {
    let document = try SnapshotDocument(from: decoder)
    do {
      try self.init(document, file: "snapshot")
    } catch {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: error.message))
    }
  }

  /// Writes the form of ``json``.
  public func encode(to encoder: any Encoder) throws {
    try SnapshotDocument(self).encode(to: encoder)
  }
}
