internal import Foundation

/// As much of JSON Schema (draft 2020-12) as the schemas of this project use.
public enum SchemaCheck {
  private static let keywords: Set<String> = [
    "$schema", "title", "description", "type", "required", "properties", "items", "enum", "minimum",
    "pattern", "$defs", "$ref",
  ]

  /// Where `value` is not what `schema` says, and why; empty if it is.
  public static func mistakes(_ value: JSONValue, _ schema: JSONValue) -> [String] {
    mistakes(value, schema, at: "$", in: schema)
  }

  private static func mistakes(
    _ value: JSONValue, _ schema: JSONValue, at path: String, in root: JSONValue
  ) -> [String] {
    guard case .object(let rules) = schema else { return ["\(path): the schema is no object"] }
    if let reference = rules["$ref"]?.text {
      guard let name = reference.split(separator: "/").last, let target = root["$defs"]?[String(name)] else {
        return ["\(path): \(reference) is not in the schema"]
      }
      // A reference may stand beside nothing but a description here.
      let others = Set(rules.keys).subtracting(["$ref", "description"])
      return others.map { "\(path): \($0) stands beside a reference" }
        + mistakes(value, target, at: path, in: root)
    }
    var out = Set(rules.keys).subtracting(keywords).map { "\(path): the schema uses \($0)" }
    if let type = rules["type"] {
      let types = type.text.map { [$0] } ?? type.items.compactMap(\.text)
      if !types.contains(where: { isOf($0, value) }) { out.append("\(path): not \(types)") }
    }
    if let list = rules["enum"], !list.items.contains(value) { out.append("\(path): not in the list") }
    if let least = rules["minimum"]?.number, let number = value.number, number < least {
      out.append("\(path): less than \(least)")
    }
    if let pattern = rules["pattern"]?.text, let text = value.text,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      out.append("\(path): does not match \(pattern)")
    }
    if case .object(let members) = value {
      for key in rules["required"]?.items.compactMap(\.text) ?? [] where members[key] == nil {
        out.append("\(path): no \(key)")
      }
      for (key, member) in members {
        if let property = rules["properties"]?[key] {
          out += mistakes(member, property, at: "\(path).\(key)", in: root)
        } else {
          out.append("\(path): \(key) is not in the schema")
        }
      }
    }
    if let items = rules["items"] {
      for (index, item) in value.items.enumerated() {
        out += mistakes(item, items, at: "\(path)[\(index)]", in: root)
      }
    }
    return out
  }

  private static func isOf(_ type: String, _ value: JSONValue) -> Bool {
    switch (type, value) {
    case ("object", .object), ("array", .array), ("string", .string), ("boolean", .boolean), ("null", .null):
      true
    case ("integer", .number): value.number != nil
    default: false
    }
  }
}
