import ForestModel

extension TextStatements {
  /// The statements for the run record; none where nothing was stated.
  var parameters: [String: JSONValue] {
    var list: [String: JSONValue] = [:]
    if !encodingList.isEmpty { list["encoding"] = .array(encodingList.map(JSONValue.string)) }
    if !upperCaseList.isEmpty { list["upper_case"] = .array(upperCaseList.map(JSONValue.string)) }
    return list
  }
}
