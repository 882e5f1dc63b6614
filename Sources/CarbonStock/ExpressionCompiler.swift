import Glibc

/// Turns a formula into postfix operations by the shunting-yard method: two lists, no recursion.
struct ExpressionCompiler {
  private(set) var variables: [String] = []
  private(set) var instructions: [ExpressionProgram.Instruction] = []

  private enum Waiting {
    case parenthesis
    case function(ExpressionProgram.Instruction, String)
    case sign
    case binary(ExpressionProgram.Instruction, rank: Int)
  }

  private static let functions: [String: ExpressionProgram.Instruction] = [
    "exp": .exp, "ln": .ln, "log10": .log10, "sqrt": .squareRoot,
  ]
  private static let operators: [Character: (ExpressionProgram.Instruction, Int)] = [
    "+": (.add, 1), "-": (.subtract, 1), "*": (.multiply, 2), "/": (.divide, 2), "^": (.power, 4),
  ]
  private static let signRank = 3

  private let known: [String]?
  private var waiting: [(what: Waiting, position: Int)] = []
  private var depth = 0

  init(known: [String]?) { self.known = known }

  mutating func compile(_ text: String) throws(ExpressionError) {
    guard text.utf8.count <= 4 * ExpressionProgram.longestText,
      text.count <= ExpressionProgram.longestText
    else { throw ExpressionError(reason: .tooLong(text.count), position: 1) }
    let characters = text.map { $0 == "\u{2212}" ? "-" : $0 == "\u{D7}" ? "*" : $0 }
    var place = 0
    var needsValue = true
    while place < characters.count {
      let start = place
      let character = characters[place]
      if character.isWhitespace {
        place += 1
      } else if Self.isDigit(character) || character == "." {
        let number = Self.number(in: characters, &place)
        guard needsValue else { throw error(.operatorMissing, start) }
        guard let value = Double(number), value.isFinite else {
          throw error(.badNumber(number), start)
        }
        try push(.constant(value), start)
        needsValue = false
      } else if Self.isLetter(character) {
        let name = Self.name(in: characters, &place)
        guard needsValue else { throw error(.operatorMissing, start) }
        needsValue = try take(name, isCall: Self.opensCall(characters, place), start)
      } else if character == "(" {
        guard needsValue else { throw error(.operatorMissing, start) }
        try wait(.parenthesis, start)
        place += 1
      } else if character == ")" {
        try close(start, needsValue: needsValue)
        place += 1
        needsValue = false
      } else if let (instruction, rank) = Self.operators[character] {
        if !needsValue {
          try take(instruction, rank, start)
          needsValue = true
        } else if character == "-" {
          try wait(.sign, start)
        } else if character != "+" {
          throw error(.valueMissing, start)
        }
        place += 1
      } else {
        if character == ",", case .function(_, let name)? = call {
          throw error(.oneValue(name), start)
        }
        throw error(.unexpected(String(character)), start)
      }
    }
    if needsValue {
      throw error(
        instructions.isEmpty && waiting.isEmpty ? .empty : .valueMissing, characters.count)
    }
    while let last = waiting.popLast() {
      guard !Self.isOpen(last.what) else { throw error(.parenthesis, last.position) }
      emit(last.what)
    }
  }

  // MARK: Words

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }

  private static func isLetter(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character == "_")
  }

  /// Digits, a point, digits, an exponent; what Double makes of it is judged by the caller.
  private static func number(in text: [Character], _ place: inout Int) -> String {
    let start = place
    while place < text.count, isDigit(text[place]) || text[place] == "." { place += 1 }
    if place < text.count, text[place] == "e" || text[place] == "E" {
      var next = place + 1
      if next < text.count, text[next] == "+" || text[next] == "-" { next += 1 }
      if next < text.count, isDigit(text[next]) {
        while next < text.count, isDigit(text[next]) { next += 1 }
        place = next
      }
    }
    return String(text[start..<place])
  }

  private static func name(in text: [Character], _ place: inout Int) -> String {
    let start = place
    while place < text.count, isLetter(text[place]) || isDigit(text[place]) { place += 1 }
    return String(text[start..<place])
  }

  private static func opensCall(_ text: [Character], _ place: Int) -> Bool {
    text[place...].first { !$0.isWhitespace } == "("
  }

  // MARK: Steps

  /// A variable or the name of a function; returns whether a value is still needed.
  private mutating func take(
    _ name: String, isCall: Bool, _ place: Int
  ) throws(ExpressionError) -> Bool {
    if let function = Self.functions[name] {
      guard isCall else { throw error(.oneValue(name), place) }
      try wait(.function(function, name), place)
      return true
    }
    if isCall { throw error(.unknownFunction(name), place) }
    if let known, !known.contains(name) {
      throw error(.unknownName(name, known: known), place)
    }
    if !variables.contains(name) { variables.append(name) }
    try push(.variable(variables.firstIndex(of: name) ?? 0), place)
    return false
  }

  private mutating func take(
    _ instruction: ExpressionProgram.Instruction, _ rank: Int, _ place: Int
  ) throws(ExpressionError) {
    let isFromRight = rank == 4
    while let last = waiting.last {
      let other: Int
      switch last.what {
      case .binary(_, let rank): other = rank
      case .sign: other = Self.signRank
      case .parenthesis, .function: other = 0
      }
      guard other > rank || (other == rank && !isFromRight) else { break }
      emit(last.what)
      waiting.removeLast()
    }
    try wait(.binary(instruction, rank: rank), place)
  }

  private mutating func close(_ place: Int, needsValue: Bool) throws(ExpressionError) {
    if needsValue {
      if case .function(_, let name)? = call, case .parenthesis? = waiting.last?.what {
        throw error(.oneValue(name), place)
      }
      throw error(waiting.contains { Self.isOpen($0.what) } ? .valueMissing : .parenthesis, place)
    }
    while let last = waiting.popLast() {
      guard Self.isOpen(last.what) else {
        emit(last.what)
        continue
      }
      if case .function? = waiting.last?.what, let function = waiting.popLast() {
        emit(function.what)
      }
      return
    }
    throw error(.parenthesis, place)
  }

  /// The function whose parenthesis is the innermost open one.
  private var call: Waiting? {
    guard let open = waiting.lastIndex(where: { Self.isOpen($0.what) }), open > 0,
      case .function = waiting[open - 1].what
    else { return nil }
    return waiting[open - 1].what
  }

  private static func isOpen(_ what: Waiting) -> Bool {
    if case .parenthesis = what { true } else { false }
  }

  private mutating func wait(_ what: Waiting, _ place: Int) throws(ExpressionError) {
    guard waiting.count < 3 * ExpressionProgram.deepestNesting,
      waiting.count(where: { Self.isOpen($0.what) }) < ExpressionProgram.deepestNesting
    else { throw error(.tooDeep, place) }
    waiting.append((what, place))
  }

  private mutating func push(
    _ instruction: ExpressionProgram.Instruction, _ place: Int
  ) throws(ExpressionError) {
    guard depth < ExpressionProgram.deepestNesting else { throw error(.tooDeep, place) }
    depth += 1
    instructions.append(instruction)
  }

  private func error(_ reason: ExpressionError.Reason, _ place: Int) -> ExpressionError {
    ExpressionError(reason: reason, position: place + 1)
  }

  // MARK: Operations

  /// Appends an operation; constants are combined at once, squares and cubes become products.
  private mutating func emit(_ what: Waiting) {
    let instruction: ExpressionProgram.Instruction
    switch what {
    case .parenthesis: return
    case .function(let function, _): instruction = function
    case .sign: instruction = .negate
    case .binary(let operation, _):
      depth -= 1
      emitBinary(operation)
      return
    }
    if case .constant(let value)? = instructions.last {
      instructions[instructions.count - 1] = .constant(Self.apply(instruction, value, 0))
    } else {
      instructions.append(instruction)
    }
  }

  private mutating func emitBinary(_ operation: ExpressionProgram.Instruction) {
    guard case .constant(let right)? = instructions.last else {
      instructions.append(operation)
      return
    }
    if instructions.count > 1, case .constant(let left) = instructions[instructions.count - 2] {
      instructions.removeLast()
      instructions[instructions.count - 1] = .constant(Self.apply(operation, left, right))
    } else if operation == .power, right == 2 || right == 3 {
      instructions[instructions.count - 1] = right == 2 ? .square : .cube
    } else {
      instructions.append(operation)
    }
  }

  private static func apply(
    _ operation: ExpressionProgram.Instruction, _ left: Double, _ right: Double
  ) -> Double {
    switch operation {
    case .add: left + right
    case .subtract: left - right
    case .multiply: left * right
    case .divide: left / right
    case .power: pow(left, right)
    case .negate: -left
    case .exp: Glibc.exp(left)
    case .ln: Glibc.log(left)
    case .log10: Glibc.log10(left)
    case .squareRoot: left.squareRoot()
    case .constant, .variable, .square, .cube: left
    }
  }
}
