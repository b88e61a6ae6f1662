import Testing

@testable import MailLog

/// The table that the lines of a log are joined by, beside a dictionary.
@Suite struct SlotTableTests {
  /// A key of which many share a hash, so that searches pass over others.
  struct Key: SlotKey, Hashable {
    var number: Int
    func hash(_ seed: UInt64) -> UInt64 { UInt64(number % 5) << 32 }
  }

  struct Box: Recyclable {
    var number: Int?
    mutating func recycle() { number = nil }
  }

  @Test func agreesWithADictionary() {
    var table = SlotTable<Key, Box>(limit: 1_000)
    var model: [Int: Int] = [:]
    var state: UInt64 = 7208
    for step in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let number = Int(state >> 33) % 150
      let key = Key(number: number)
      switch state >> 60 {
      case 0..<6:
        table.obtain(key).value.number = step
        model[number] = step
      case 6..<10:
        table.remove(key)
        model[number] = nil
      default:
        let value = table.find(key)?.value.number
        #expect(value == model[number])
      }
      let count = table.count
      #expect(count == model.count)
    }
    var found: [Int: Int] = [:]
    table.forEach { found[$0.number] = $1.number }
    #expect(found == model)
    table.removeAll()
    let left = table.count
    #expect(left == 0)
    let gone = table.find(Key(number: 1))
    #expect(gone == nil)
  }

  @Test func whatWasNotAskedForGivesWay() {
    var table = SlotTable<UInt64, Box>(limit: 100)
    for number in 0..<10_000 {
      table.obtain(UInt64(number)).value.number = number
      // One that is asked for again and again stays.
      let asked = table.find(0)?.value.number
      #expect(asked == 0)
      let kept = table.count
      #expect(kept <= 100)
    }
    let isFull = table.isFull
    #expect(isFull)
    let newest = table.find(9_999)?.value.number
    #expect(newest == 9_999)
    let second = table.find(1)
    #expect(second == nil)
  }

  @Test(arguments: ["4ABCDEF0123", "4ABCDEF01", "4ABCDEF", "4Zz9qR3Bv6zJp3W", "A"])
  func idsAreKeptApart(id: String) throws {
    let key = try #require(QueueKey(id))
    #expect(key == QueueKey(id))
    #expect(key != QueueKey(id + "\0"))
    #expect(key != QueueKey(id + "4"))
    #expect(key != QueueKey("4" + id))
    #expect(QueueKey(id + "4ABCDEF0123456789ABCDEF") == nil)
    #expect(QueueKey("") == nil)
  }
}
