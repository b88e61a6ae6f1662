/// What a mail server writes to a filter.
enum MilterPackets {
  /// A packet: its length, the letter of a command, arguments.
  static func packet(_ letter: Character, _ arguments: [UInt8] = []) -> [UInt8] {
    number(UInt32(arguments.count + 1)) + Array(String(letter).utf8) + arguments
  }

  /// A packet whose arguments are text; NUL is written as `\0`.
  static func packet(_ letter: Character, _ text: String) -> [UInt8] {
    packet(letter, Array(text.utf8))
  }

  static func negotiate(version: UInt32 = 6, actions: UInt32 = 0x1ff, steps: UInt32 = 0x1f_ffff) -> [UInt8] {
    packet("O", number(version) + number(actions) + number(steps))
  }

  static func macros(_ letter: Character, _ values: KeyValuePairs<String, String>) -> [UInt8] {
    packet("D", "\(letter)" + values.map { "\($0)\0\($1)\0" }.joined())
  }

  static func connect(
    _ address: String = "203.0.113.99", family: Character = "4", name: String = "[203.0.113.99]"
  ) -> [UInt8] {
    packet(
      "C",
      Array("\(name)\0\(family)".utf8) + (family == "U" ? [] : [0x12, 0x34] + Array("\(address)\0".utf8)))
  }

  static func helo(_ name: String = "host.example.org") -> [UInt8] { packet("H", "\(name)\0") }

  static func mail(_ path: String = "<alice@example.com>") -> [UInt8] { packet("M", "\(path)\0SIZE=4711\0") }

  static func recipient(_ path: String = "<bob@rx.example.org>") -> [UInt8] { packet("R", "\(path)\0") }

  static func header(_ name: String, _ value: String) -> [UInt8] { packet("L", "\(name)\0\(value)\0") }

  static func number(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> UInt32($0)) }
  }
}
