public import DNS
public import SPF

/// Zone data in either form.
public enum ZoneFormat {
  /// Reads the content of a file: YAML zone data if the name of the file ends in `.yml` or `.yaml`, otherwise
  /// an RFC 1035 master file, whose names are relative to `origin` until the file says otherwise. Throws
  /// ``SuiteError`` or ``ZoneFileError``.
  public static func read(_ octets: [UInt8], path: String, origin: DomainName? = nil) throws -> ZoneData {
    guard path.hasSuffix(".yml") || path.hasSuffix(".yaml") else {
      return try MasterFileReader(file: path).zoneData(octets, origin: origin)
    }
    guard let text = String(validating: octets, as: UTF8.self) else {
      throw SuiteError(
        file: path, line: nil, column: nil, message: "is not UTF-8",
        remedy: "Save the file as UTF-8 and write other octets as \\xHH in double quotes.")
    }
    return try ZoneDataReader(file: path).zoneData(text)
  }
}
