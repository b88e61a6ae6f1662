import DNS
import OpenSPF
import SPF

/// Any octets as zone data in YAML: zone data or an error with its place, never a trap. What was read can be
/// asked.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzZoneDataReader(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  do {
    let data = try ZoneFormat.read(input, path: "input.yml")
    let resolver = ZoneResolver(data)
    for name in data.entries.keys.prefix(16) {
      for type in DNSRecordType.allCases { _ = resolver.answerAtHand(to: DNSQuestion(name, type)) }
    }
  } catch let error as SuiteError {
    precondition(!error.description.isEmpty)
  } catch {
    preconditionFailure("an error without a place: \(error)")
  }
  return 0
}
