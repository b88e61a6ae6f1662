/// A conversion as JSON.
public struct PolicydImportDocument: Sendable, Codable {
  /// The configuration, as YAML.
  public let yaml: String
  /// What there is to know.
  public let notes: [PolicydNote]

  /// The document of a conversion.
  public init(_ converted: PolicydImport) {
    yaml = converted.yaml
    notes = converted.notes
  }
}
