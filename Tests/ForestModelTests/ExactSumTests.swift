import ForestModel
import Testing

@Suite("Exact sums")
struct ExactSumTests {
  @Test("cancellation that a plain loop loses")
  func cancellation() {
    #expect(ExactSum([1e100, 1, -1e100]).value == 1)
    #expect(ExactSum([1, 1e-16, -1]).value == 1e-16)
    #expect(ExactSum(Array(repeating: 0.1, count: 10)).value == 1)
  }

  @Test("half-way cases round by what lies below them")
  func halfWay() {
    // 1 + 2^-53 is half-way between two doubles; anything below decides.
    #expect(ExactSum([1, 0x1p-53]).value == 1)
    #expect(ExactSum([1, 0x1p-53, 0x1p-120]).value == 1.0.nextUp)
  }

  @Test("the order of the terms and the split over workers change nothing", arguments: 1...20)
  func orderAndSplit(seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1
      let exponent = Int(state >> 58) - 32
      return (Double(state >> 11) / 0x1p53 - 0.5)
        * Double(sign: .plus, exponent: exponent, significand: 1)
    }
    let terms = (0..<500).map { _ in next() }
    let forward = ExactSum(terms).value
    #expect(ExactSum(terms.reversed()).value == forward)
    #expect(ExactSum(terms.sorted()).value == forward)
    var parts = ExactSum(terms.prefix(173))
    parts.add(ExactSum(terms.dropFirst(173)))
    #expect(parts.value == forward)
  }

  @Test("not a number stays not a number") func poison() {
    #expect(ExactSum([1, .nan]).value.isNaN)
    #expect(ExactSum([Double]()).value == 0)
  }

  @Test("moments with divisor n - 1")
  func moments() {
    let m = SampleMoments([2.0, 4, 4, 4, 5, 5, 7, 9])
    #expect(m.mean == 5)
    #expect(abs(m.variance - 32.0 / 7) < 1e-15)
    #expect(SampleMoments([3.0]).variance.isNaN)
    #expect(SampleMoments([Double]()).mean.isNaN)
  }
}
