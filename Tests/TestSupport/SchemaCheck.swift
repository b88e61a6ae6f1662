internal import Foundation

/// As much of JSON Schema (draft 2020-12) as the schemas of this project use.
public enum SchemaCheck {
  private static let keywords: Set<String> = [
    "$schema", "title", "description", "type", "required", "properties", "items", "maxItems", "enum",
    "minimum",
    "maximum",
    "minLength", "maxLength", "pattern", "format", "additionalProperties", "propertyNames", "oneOf", "anyOf",
    "default", "example", "examples", "$defs", "$ref",
  ]

  /// Where `value` is not what `schema` says, and why; empty if it is. Members that a schema does not speak of are
  /// mistakes, unless it has `additionalProperties`.
  public static func mistakes(_ value: JSONValue, _ schema: JSONValue) -> [String] {
    var references: Set<String> = []
    return mistakes(value, schema, in: schema, references: &references)
  }

  /// The same for a schema that is part of the document `root`. What it refers to, and some value was held against, is
  /// put into `references`.
  public static func mistakes(
    _ value: JSONValue, _ schema: JSONValue, in root: JSONValue, references: inout Set<String>
  ) -> [String] {
    var check = Check(root: root)
    let mistakes = check.mistakes(value, schema, at: "$")
    references.formUnion(check.references)
    return mistakes
  }

  private struct Check {
    let root: JSONValue
    var references: Set<String> = []

    mutating func mistakes(_ value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
      if case .boolean(let allows) = schema { return allows ? [] : ["\(path): is not allowed"] }
      guard case .object(let rules) = schema else { return ["\(path): the schema is no object"] }
      if let reference = rules["$ref"]?.text {
        guard let target = target(of: reference) else {
          return ["\(path): \(reference) is not in the schema"]
        }
        references.insert(reference)
        // A reference may stand beside nothing but a description here.
        let others = Set(rules.keys).subtracting(["$ref", "description"])
        return others.map { "\(path): \($0) stands beside a reference" } + mistakes(value, target, at: path)
      }
      var out = Set(rules.keys).subtracting(keywords).map { "\(path): the schema uses \($0)" }
      out += ofValue(value, rules, at: path)
      for (word, most) in [("anyOf", Int.max), ("oneOf", 1)] {
        guard let choices = rules[word] else { continue }
        let found = choices.items.map { mistakes(value, $0, at: path) }
        let fitting = found.filter(\.isEmpty).count
        if fitting < 1 || fitting > most {
          out.append("\(path): fits \(fitting) of \(word): \(found.flatMap { $0.prefix(2) })")
        }
      }
      if case .object(let members) = value { out += ofMembers(members, rules, at: path) }
      if let items = rules["items"] {
        for (index, item) in value.items.enumerated() {
          out += mistakes(item, items, at: "\(path)[\(index)]")
        }
      }
      return out
    }

    /// The part of the document at a JSON pointer.
    private func target(of reference: String) -> JSONValue? {
      guard reference.hasPrefix("#/") else { return nil }
      return reference.dropFirst(2).split(separator: "/").reduce(root as JSONValue?) { $0?[String($1)] }
    }

    private func ofValue(_ value: JSONValue, _ rules: [String: JSONValue], at path: String) -> [String] {
      var out: [String] = []
      if let type = rules["type"] {
        let types = type.text.map { [$0] } ?? type.items.compactMap(\.text)
        if !types.contains(where: { isOf($0, value) }) { out.append("\(path): not \(types)") }
      }
      if let list = rules["enum"], !list.items.contains(value) { out.append("\(path): not in the list") }
      if let least = rules["minimum"]?.number, case .number(let number) = value, number < Double(least) {
        out.append("\(path): less than \(least)")
      }
      if let most = rules["maximum"]?.number, case .number(let number) = value, number > Double(most) {
        out.append("\(path): more than \(most)")
      }
      if let most = rules["maxItems"]?.number, value.items.count > most {
        out.append("\(path): more than \(most) items")
      }
      guard let text = value.text else { return out }
      if let least = rules["minLength"]?.number, text.unicodeScalars.count < least {
        out.append("\(path): shorter than \(least)")
      }
      if let most = rules["maxLength"]?.number, text.unicodeScalars.count > most {
        out.append("\(path): longer than \(most)")
      }
      if let pattern = rules["pattern"]?.text, text.range(of: pattern, options: .regularExpression) == nil {
        out.append("\(path): does not match \(pattern)")
      }
      if rules["format"]?.text == "date-time", (try? Date(text, strategy: .iso8601)) == nil {
        out.append("\(path): no time")
      }
      return out
    }

    private mutating func ofMembers(
      _ members: [String: JSONValue], _ rules: [String: JSONValue], at path: String
    ) -> [String] {
      var out: [String] = []
      for key in rules["required"]?.items.compactMap(\.text) ?? [] where members[key] == nil {
        out.append("\(path): no \(key)")
      }
      // What is one of several kinds has its members there.
      let isElsewhere = rules["oneOf"] != nil || rules["anyOf"] != nil
      for (key, member) in members {
        if let names = rules["propertyNames"] { out += mistakes(.string(key), names, at: "\(path).\(key)") }
        if let property = rules["properties"]?[key] {
          out += mistakes(member, property, at: "\(path).\(key)")
        } else if let others = rules["additionalProperties"] {
          out += mistakes(member, others, at: "\(path).\(key)")
        } else if !isElsewhere {
          out.append("\(path): \(key) is not in the schema")
        }
      }
      return out
    }

    private func isOf(_ type: String, _ value: JSONValue) -> Bool {
      switch (type, value) {
      case ("object", .object), ("array", .array), ("string", .string), ("boolean", .boolean),
        ("null", .null), ("number", .number):
        true
      case ("integer", .number): value.number != nil
      default: false
      }
    }
  }
}
