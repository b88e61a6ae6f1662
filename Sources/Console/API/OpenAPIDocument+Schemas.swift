extension OpenAPIDocument {
  /// The end of the document: what objects are like.
  static let schemas = #"""
      "components": {
        "schemas": {
          "Problem": {
            "type": "object",
            "properties": {
              "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
              "code": {
                "type": "string",
                "enum": [\#(APIProblem.Code.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))]
              },
              "detail": {"type": "string"}
            },
            "required": ["type", "title", "status", "code", "detail"]
          },
          "Event": {
            "type": "object", "description": "The data of an event called trouble.",
            "properties": {
              "id": {"type": "integer", "minimum": 1}, "time": {"type": "string", "format": "date-time"},
              "domain": {"type": "string"}, "network": {"type": "string"},
              "results": {
                "type": "array",
                "items": {
                  "type": "string",
                  "enum": ["none", "neutral", "pass", "fail", "softfail", "temperror", "permerror"]
                }
              },
              "troubled": {"type": "integer", "minimum": 1}, "refused": {"type": "integer", "minimum": 0},
              "verdict": {
                "type": ["string", "null"],
                "enum": [
                  "stale-record", "forwarded", "forged", "broken-record", "dns-trouble", "hidden-client",
                  "unauthenticated-local", "unknown", null
                ]
              },
              "link": {"type": "string"}
            },
            "required": [
              "id", "time", "domain", "network", "results", "troubled", "refused", "verdict", "link"
            ]
          },
          "Loss": {
            "type": "object", "description": "The data of an event called lost: so many events before the next are not told.",
            "properties": {"events": {"type": "integer", "minimum": 1}}, "required": ["events"]
          },
          "CaseRow": {
            "type": "object",
            "properties": {
              "domain": {"type": "string"}, "network": {"type": "string"},
              "verdict": {
                "type": ["string", "null"],
                "enum": [
                  "stale-record", "forwarded", "forged", "broken-record", "dns-trouble", "hidden-client",
                  "unauthenticated-local", "unknown", null
                ]
              },
              "confidence": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
              "wouldPassNow": {"type": ["boolean", "null"]},
              "results": {
                "type": "array",
                "items": {
                  "type": "string",
                  "enum": ["none", "neutral", "pass", "fail", "softfail", "temperror", "permerror"]
                }
              },
              "passed": {"type": "integer"}, "troubled": {"type": "integer"}, "refused": {"type": "integer"},
              "firstSeen": {"type": "string", "format": "date-time"},
              "lastSeen": {"type": "string", "format": "date-time"},
              "lastTrouble": {"type": ["string", "null"], "format": "date-time"}, "link": {"type": "string"}
            },
            "required": [
              "domain", "network", "verdict", "confidence", "wouldPassNow", "results", "passed", "troubled",
              "refused", "firstSeen", "lastSeen", "lastTrouble", "link"
            ]
          },
          "CaseList": {
            "type": "object",
            "properties": {
              "cases": {"type": "array", "items": {"$ref": "#/components/schemas/CaseRow"}},
              "next": {"type": ["string", "null"]}
            },
            "required": ["cases", "next"]
          },
          "RecordVersion": {
            "type": "object",
            "properties": {
              "text": {"type": "string"}, "ttl": {"type": "integer"},
              "firstSeen": {"type": "string", "format": "date-time"},
              "lastSeen": {"type": "string", "format": "date-time"}
            },
            "required": ["text", "ttl", "firstSeen", "lastSeen"]
          },
          "Difference": {
            "type": "object",
            "properties": {
              "isEqual": {"type": "boolean"},
              "rows": {
                "type": "array",
                "items": {
                  "type": "object",
                  "properties": {
                    "news": {"type": "string", "enum": ["gains", "loses", "changes"]},
                    "networks": {"type": "array", "items": {"type": "string"}}, "more": {"type": "integer"},
                    "before": {"type": "string"}, "after": {"type": "string"}, "isCertain": {"type": "boolean"}
                  },
                  "required": ["news", "networks", "more", "before", "after", "isCertain"]
                }
              }
            },
            "required": ["isEqual", "rows"]
          },
          "RecordChange": {
            "type": "object",
            "properties": {
              "old": {"$ref": "#/components/schemas/RecordVersion"},
              "new": {"$ref": "#/components/schemas/RecordVersion"},
              "difference": {"anyOf": [{"$ref": "#/components/schemas/Difference"}, {"type": "null"}]}
            },
            "required": ["old", "new", "difference"]
          },
          "Exemption": {
            "type": "object",
            "properties": {
              "domain": {"type": "string"}, "network": {"type": "string"},
              "until": {"type": "string", "format": "date-time"}, "ended": {"type": "boolean"},
              "reason": {"type": "string"}
            },
            "required": ["domain", "network", "until", "ended", "reason"]
          },
          "ExemptionRequest": {
            "type": "object",
            "properties": {
              "domain": {"type": "string", "examples": ["corp.example.com"], "maxLength": 1024},
              "network": {"type": "string", "examples": ["203.0.113.25"], "maxLength": 64},
              "until": {
                "type": "string", "description": "A day, or a time of RFC 3339, within a year from now.",
                "maxLength": 40
              },
              "reason": {"type": "string", "minLength": 1, "maxLength": 200}
            },
            "required": ["domain", "network", "until", "reason"]
          },
          "Exemptions": {
            "type": "object",
            "properties": {"exemptions": {"type": "array", "items": {"$ref": "#/components/schemas/Exemption"}}},
            "required": ["exemptions"]
          },
          "Case": {
            "type": "object",
            "properties": {
              "sender": {"$ref": "#/components/schemas/CaseRow"},
              "days": {
                "type": "array",
                "items": {
                  "type": "object",
                  "properties": {
                    "day": {"type": "string"}, "identity": {"type": "string", "enum": ["helo", "mailfrom"]},
                    "result": {
                      "type": "string",
                      "enum": ["none", "neutral", "pass", "fail", "softfail", "temperror", "permerror"]
                    },
                    "action": {"type": "string", "enum": ["accepted", "withheld", "deferred", "rejected"]},
                    "count": {"type": "integer"}
                  },
                  "required": ["day", "identity", "result", "action", "count"]
                }
              },
              "records": {"type": "array", "items": {"$ref": "#/components/schemas/RecordVersion"}},
              "change": {"anyOf": [{"$ref": "#/components/schemas/RecordChange"}, {"type": "null"}]},
              "diagnosis": {
                "type": ["object", "null"],
                "description": "As spf diagnose --json writes a case: diagnose.schema.json.",
                "additionalProperties": true
              },
              "incomplete": {"type": "boolean", "description": "Whether time was over before DNS had answered everything."},
              "draft": {
                "type": ["object", "null"],
                "properties": {"to": {"type": "string"}, "text": {"type": "string"}}, "required": ["to", "text"]
              },
              "exemption": {"anyOf": [{"$ref": "#/components/schemas/Exemption"}, {"type": "null"}]}
            },
            "required": ["sender", "days", "records", "change", "diagnosis", "incomplete", "draft", "exemption"]
          },
          "Overview": {
            "type": "object",
            "properties": {
              "window": {"type": "string", "enum": ["24h", "7d", "30d", "90d"]},
              "hoursPerSpan": {"type": "integer"},
              "spans": {
                "type": "array",
                "items": {
                  "type": "object",
                  "properties": {
                    "start": {"type": "string", "format": "date-time"},
                    "results": {
                      "type": "object",
                      "propertyNames": {
                        "type": "string",
                        "enum": ["none", "neutral", "pass", "fail", "softfail", "temperror", "permerror"]
                      },
                      "additionalProperties": {"type": "integer"}
                    }
                  },
                  "required": ["start", "results"]
                }
              },
              "checks": {"type": "integer"}, "refused": {"type": "integer"}, "withheld": {"type": "integer"},
              "verdicts": {
                "type": "array",
                "items": {
                  "type": "object",
                  "properties": {
                    "verdict": {
                      "type": ["string", "null"],
                      "enum": [
                        "stale-record", "forwarded", "forged", "broken-record", "dns-trouble", "hidden-client",
                        "unauthenticated-local", "unknown", null
                      ]
                    },
                    "cases": {"type": "integer"}, "refused": {"type": "integer", "description": "Of the days that the window touches, whole."},
                    "top": {"type": "array", "items": {"$ref": "#/components/schemas/CaseRow"}}
                  },
                  "required": ["verdict", "cases", "refused", "top"]
                }
              },
              "casesUpdated": {"type": ["string", "null"], "format": "date-time"}
            },
            "required": ["window", "hoursPerSpan", "spans", "checks", "refused", "withheld", "verdicts", "casesUpdated"]
          },
          "Domain": {
            "type": "object",
            "properties": {
              "domain": {"type": "string"},
              "survey": {"type": "object", "description": "As spf show --json writes it: show.schema.json.", "additionalProperties": true},
              "lint": {"type": "object", "description": "As spf lint --json writes it: lint.schema.json.", "additionalProperties": true},
              "records": {"type": "array", "items": {"$ref": "#/components/schemas/RecordVersion"}},
              "changes": {"type": "array", "items": {"$ref": "#/components/schemas/RecordChange"}},
              "senders": {"type": "array", "items": {"$ref": "#/components/schemas/CaseRow"}},
              "historyMissing": {"type": "boolean", "description": "Whether history could not be read: records, changes and senders are empty then."}
            },
            "required": ["domain", "survey", "lint", "records", "changes", "senders", "historyMissing"]
          },
          "Check": {
            "type": "object", "description": "As spf check --json writes it: check.schema.json.",
            "additionalProperties": true,
            "required": ["result", "identity", "domain", "client", "sentence"],
            "properties": {
              "result": {
                "type": "string",
                "enum": ["none", "neutral", "pass", "fail", "softfail", "temperror", "permerror"]
              },
              "identity": {"type": "string"}, "domain": {"type": "string"}, "client": {"type": "string"},
              "sentence": {"type": "string"}
            }
          }
        }
      }
    }

    """#
}
