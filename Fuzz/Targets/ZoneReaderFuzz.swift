import DNS
import SPF

/// Any octets as a master file: zone data or an error with its place, never a trap. What was read can be asked.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzZoneReader(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  do throws(ZoneFileError) {
    let data = try MasterFileReader(file: "input.zone").zoneData(input)
    let resolver = ZoneResolver(data)
    for name in data.entries.keys.prefix(16) {
      for type in DNSRecordType.allCases { _ = resolver.answerAtHand(to: DNSQuestion(name, type)) }
    }
  } catch {
    precondition(!error.description.isEmpty)
  }
  return 0
}
