import Auditing
import SPF

/// Any octets as a file with senders: an inventory, or an error with a remedy, never a trap. What was read is bounded
/// and holds together, and each host can be asked for as a deployment asks.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSenders(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  do {
    let inventory = try InventoryReader(file: "senders.yaml").inventory(input)
    precondition(!inventory.domains.isEmpty)
    precondition(Set(inventory.domains.map(\.name)).count == inventory.domains.count)
    for domain in inventory.domains {
      precondition(domain.hosts.allSatisfy { inventory.hosts.indices.contains($0) })
      precondition(domain.services.allSatisfy { inventory.services.indices.contains($0) })
      precondition(Set(domain.hosts).count == domain.hosts.count)
    }
    for host in inventory.hosts {
      precondition(!host.addresses.isEmpty || !host.lookedUp.isEmpty)
      precondition(host.name != nil || host.lookedUp.isEmpty)
      precondition(Printable.text(host.label) == host.label)
    }
    if let host = inventory.hosts.first {
      let gate = Gate(host: host.label, helo: nil, addresses: [], domains: inventory.domains.map(\.name))
      precondition(gate.inventory(over: inventory)?.hosts.first?.label == host.label)
    }
    let twice = inventory.merged(with: inventory)
    precondition(twice.domains == inventory.domains)
  } catch {
    precondition(error.description.hasPrefix("senders.yaml") && !error.remedy.isEmpty)
    precondition(!error.description.utf8.contains { $0 < 0x20 })
  }
  return 0
}
