// Findings of two class maps held against each other, and of reference samples.

extension FindingKind {
  // MARK: Change of land cover

  /// Two maps whose cells do not line up.
  public static let gridsDoNotLineUp = FindingKind(
    "grids-do-not-line-up", .error,
    "its cells ({second}) do not line up with those of {map} ({first}); a cell of one would be compared with parts of several of the other. Resample one map, or state --resample nearest",
    vi:
      "lưới điểm ảnh ({second}) không khớp với lưới của {map} ({first}); một điểm ảnh sẽ ứng với nhiều phần điểm ảnh của bản đồ kia. Hãy lấy mẫu lại một bản đồ, hoặc dùng --resample nearest"
  )
  /// Two maps without common land.
  public static let mapsDoNotOverlap = FindingKind(
    "maps-do-not-overlap", .error,
    "no cell has a class on both {first} and {second}; check both coordinate systems and the nodata values",
    vi:
      "không điểm ảnh nào có mã loại trên cả {first} và {second}; hãy kiểm tra hai hệ tọa độ và giá trị nodata"
  )
  /// A map that holds fractions.
  public static let mapNotClasses = FindingKind(
    "map-not-classes", .error,
    "read {value}; a class map needs whole numbers. Is this the map of classes?",
    vi: "đọc được {value}; bản đồ phân loại cần số nguyên. Đây có phải bản đồ mã loại không?")
  /// A plane that is not true to area.
  public static let mapAreasDistorted = FindingKind(
    "map-areas-distorted", .error,
    "in {crs} hectares of the plane differ from those of the ground by {percent}; state --area geodesic",
    vi:
      "trong {crs}, diện tích trên mặt phẳng lệch {percent} so với mặt đất; hãy dùng --area geodesic"
  )
  /// Cells without a class on one of the dates.
  public static let cellsNotComparable = FindingKind(
    "cells-not-comparable", .note,
    "{ha} ha have a class on one map only, {percent} of all mapped land; they stand in not_comparable.csv and in no class",
    vi:
      "{ha} ha chỉ có mã loại trên một bản đồ, bằng {percent} diện tích có mã; được ghi trong not_comparable.csv, không tính vào loại nào"
  )
  /// A code of a map that the classes table lacks.
  public static let mapClassUnnamed = FindingKind(
    "map-class-unnamed", .warning,
    "class {class} ({ha} ha) of {map} is not in this table; it stays without a name",
    vi: "loại {class} ({ha} ha) của {map} chưa có trong bảng này; để trống tên")
  /// A transition that belongs to no class of change.
  public static let transitionWithoutClass = FindingKind(
    "transition-without-class", .error,
    "the maps have {ha} ha of {transition}, and no row of the table says which class of change that is. A last row with * and * takes the rest",
    vi:
      "bản đồ có {ha} ha chuyển {transition}, chưa dòng nào của bảng xếp vào loại biến động. Dòng cuối với * và * nhận phần còn lại"
  )
  /// A code without a group, where groups make the classes of change.
  public static let classWithoutGroup = FindingKind(
    "class-without-group", .error,
    "class {class} ({ha} ha) has no group in this table; every class of the maps needs one, or none has",
    vi:
      "loại {class} ({ha} ha) chưa có nhóm trong bảng này; mọi loại trên bản đồ đều cần nhóm, hoặc không loại nào có"
  )
  /// Polygons that overlap would count land twice; the sum of zones is then no area.
  public static let zoneShareNotComparable = FindingKind(
    "zone-partly-not-comparable", .warning,
    "{percent} of the zone has no class on both dates; its transitions stand for the rest only",
    vi:
      "{percent} diện tích vùng không có mã loại ở cả hai thời điểm; số liệu chuyển đổi chỉ tính phần còn lại"
  )

  // MARK: Reference sample

  /// A number of points that is none.
  public static let referenceCountImpossible = FindingKind(
    "reference-count-impossible", .error, "read {value}, expected a whole number of points from 1",
    vi: "đọc được {value}, cần số điểm nguyên từ 1")
  /// A label that is no class of change.
  public static let referenceClassUnknown = FindingKind(
    "reference-class-unknown", .error,
    "read \"{value}\", expected a class of change{expected}, or two codes such as 2>5",
    vi: "đọc được “{value}”, cần một loại biến động{expected}, hoặc hai mã như 2>5")
  /// Two rows at one place.
  public static let referencePointTwice = FindingKind(
    "reference-point-twice", .warning,
    "the point {x}, {y} stands in row {first} too; points are drawn once each, and a point counted twice makes the intervals too narrow",
    vi:
      "điểm {x}, {y} đã có ở dòng {first}; mỗi điểm chỉ được chọn một lần, điểm tính hai lần làm khoảng tin cậy hẹp hơn thực tế"
  )
  /// Two answers that differ.
  public static let referenceAnswersDiffer = FindingKind(
    "reference-answers-differ", .error,
    "reference_class is \"{stated}\", reference_before and reference_after give \"{found}\"; correct one of them",
    vi:
      "reference_class là “{stated}” nhưng reference_before và reference_after cho “{found}”; hãy sửa một trong hai"
  )
  /// A point where the maps say nothing.
  public static let referencePointOffMaps = FindingKind(
    "reference-point-off-maps", .error,
    "the point {x} {y} lies where the maps have no class on both dates; check --points-crs, and east before north",
    vi:
      "điểm {x} {y} nằm ngoài phần có mã loại ở cả hai thời điểm; hãy kiểm tra --points-crs và thứ tự đông trước, bắc sau"
  )
  /// A map class that is not the maps'.
  public static let referenceMapDiffers = FindingKind(
    "reference-map-differs", .warning,
    "the row says {stated}, the maps show {found} at {x} {y}; the row counts. Were the points drawn on these maps?",
    vi:
      "dòng ghi {stated}, bản đồ cho thấy {found} tại {x} {y}; tính theo dòng ghi. Điểm có được chọn trên chính bản đồ này không?"
  )
  /// A sampled class without land.
  public static let referenceClassNotMapped = FindingKind(
    "reference-class-not-mapped", .error,
    "the maps have no land of {class}; points of that class cannot be weighted. Were they drawn on these maps?",
    vi:
      "bản đồ không có diện tích loại {class}; không thể tính trọng số cho điểm của loại đó. Điểm có được chọn trên chính bản đồ này không?"
  )
  /// A mapped class without points.
  public static let mapClassNotSampled = FindingKind(
    "map-class-not-sampled", .error,
    "{class} ({ha} ha on the maps) has no reference point, so no area can be estimated; put it together with a similar class in --change-classes, or add points",
    vi:
      "{class} ({ha} ha trên bản đồ) không có điểm tham chiếu nào nên không ước tính được diện tích; hãy gộp với loại tương tự trong --change-classes, hoặc thêm điểm"
  )
  /// A mapped class with a single point.
  public static let mapClassOnePoint = FindingKind(
    "map-class-one-point", .warning,
    "{class} ({ha} ha on the maps) has a single reference point; standard errors cannot be known and stay empty",
    vi:
      "{class} ({ha} ha trên bản đồ) chỉ có một điểm tham chiếu; không tính được sai số chuẩn, để trống"
  )
  /// A mapped class with few points.
  public static let mapClassFewPoints = FindingKind(
    "map-class-few-points", .warning,
    "{class} has {count} reference points; below about 20 its accuracy and its share of the error are rough. Olofsson et al. 2014 advise 50 to 100 for rare classes",
    vi:
      "{class} có {count} điểm tham chiếu; dưới khoảng 20 điểm thì độ chính xác và phần sai số của loại này chỉ là gần đúng. Olofsson và cộng sự 2014 khuyên dùng 50 đến 100 điểm cho loại hiếm"
  )
  /// A mapped class that several strata of the sample share.
  public static let mapClassAcrossStrata = FindingKind(
    "map-class-across-strata", .warning,
    "points of {class} come from several strata of the sample ({strata}); if these were sampled at unlike rates, the areas are biased. Give each stratum classes of its own in --change-classes",
    vi:
      "điểm của loại {class} thuộc nhiều tầng lấy mẫu ({strata}); nếu các tầng có tỷ lệ lấy mẫu khác nhau thì diện tích bị lệch. Hãy tách loại theo tầng trong --change-classes"
  )
  /// Areas that the reference corrects by more than their error.
  public static let mappedAreaBiased = FindingKind(
    "mapped-area-biased", .warning,
    "{class}: {mapped} ha on the maps, {estimated} ± {half} ha by the reference sample (95% confidence); the mapped area lies outside the interval, use the estimated one",
    vi:
      "{class}: {mapped} ha trên bản đồ, {estimated} ± {half} ha theo mẫu tham chiếu (độ tin cậy 95%); diện tích trên bản đồ nằm ngoài khoảng tin cậy, hãy dùng diện tích ước tính"
  )
  /// A class that has fewer cells than points were planned.
  public static let planClassSmall = FindingKind(
    "plan-class-small", .warning,
    "{class} has {cells} cells on the maps; all of them are points, fewer than the minimum of {minimum}",
    vi: "{class} chỉ có {cells} điểm ảnh trên bản đồ; chọn tất cả, ít hơn mức tối thiểu {minimum}")
  /// An expected accuracy for a class that is not there.
  public static let planClassUnknown = FindingKind(
    "plan-class-unknown", .error,
    "\"{class}\" is no class of change on the maps; found: {found}",
    vi: "“{class}” không phải loại biến động trên bản đồ; các loại có: {found}")
  /// A plan that cannot be made.
  public static let planImpossible = FindingKind(
    "plan-impossible", .error,
    "{points} points would be needed; more than {limit} are not planned. Take a larger --target-se, or state --points",
    vi:
      "cần {points} điểm; không lập kế hoạch quá {limit} điểm. Hãy tăng --target-se, hoặc ghi --points"
  )

  /// All of this file, in the order of the documentation.
  static let landChange: [FindingKind] = [
    gridsDoNotLineUp, mapsDoNotOverlap, mapNotClasses, mapAreasDistorted, cellsNotComparable,
    mapClassUnnamed, transitionWithoutClass, classWithoutGroup, zoneShareNotComparable,
    referenceCountImpossible, referenceClassUnknown, referencePointTwice, referenceAnswersDiffer,
    referencePointOffMaps, referenceMapDiffers,
    referenceClassNotMapped, mapClassNotSampled, mapClassOnePoint, mapClassFewPoints,
    mapClassAcrossStrata, mappedAreaBiased, planClassSmall, planClassUnknown, planImpossible,
  ]
  /// Those about whole files or designs.
  static let blockingLandChange = [
    gridsDoNotLineUp, mapsDoNotOverlap, mapNotClasses, mapAreasDistorted, transitionWithoutClass,
    classWithoutGroup, mapClassNotSampled, planClassUnknown, planImpossible,
  ]
}
