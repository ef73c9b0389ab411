#include "paint/icons.hpp"

namespace nightlegs {
namespace {

constexpr float kOctagon[] = {8.2f, 2.5f, 15.8f, 2.5f, 21.5f, 8.2f, 21.5f, 15.8f, 15.8f, 21.5f, 8.2f, 21.5f, 2.5f, 15.8f, 2.5f, 8.2f};
constexpr float kOctagonMark[] = {12, 7, 12, 13};
constexpr float kOctagonPoint[] = {12, 16.8f, 12, 17};
constexpr float kTriangle[] = {12, 3, 22, 20.5f, 2, 20.5f};
constexpr float kTriangleMark[] = {12, 9.5f, 12, 14.5f};
constexpr float kTrianglePoint[] = {12, 17.3f, 12, 17.5f};
constexpr float kPage[] = {4, 5.5f, 20, 5.5f, 20, 20.5f, 4, 20.5f};
constexpr float kPageLine[] = {4, 10, 20, 10};
constexpr float kRingLeft[] = {8.5f, 3, 8.5f, 7.5f};
constexpr float kRingRight[] = {15.5f, 3, 15.5f, 7.5f};
constexpr float kDay[] = {12, 13, 12, 17};
constexpr float kCircle[] = {21.5f, 12, 21.18f, 14.46f, 20.23f, 16.75f, 18.72f, 18.72f, 16.75f, 20.23f, 14.46f, 21.18f,
                             12, 21.5f, 9.54f, 21.18f, 7.25f, 20.23f, 5.28f, 18.72f, 3.77f, 16.75f, 2.82f, 14.46f,
                             2.5f, 12, 2.82f, 9.54f, 3.77f, 7.25f, 5.28f, 5.28f, 7.25f, 3.77f, 9.54f, 2.82f,
                             12, 2.5f, 14.46f, 2.82f, 16.75f, 3.77f, 18.72f, 5.28f, 20.23f, 7.25f, 21.18f, 9.54f};
constexpr float kTick[] = {7.8f, 12.3f, 10.7f, 15.2f, 16.2f, 9.2f};

constexpr Stroke kEmergency[] = {{kOctagon, true}, {kOctagonMark}, {kOctagonPoint}};
constexpr Stroke kSameDay[] = {{kTriangle, true}, {kTriangleMark}, {kTrianglePoint}};
constexpr Stroke kSoon[] = {{kPage, true}, {kPageLine}, {kRingLeft}, {kRingRight}, {kDay}};
constexpr Stroke kRoutine[] = {{kPage, true}, {kPageLine}, {kRingLeft}, {kRingRight}};
constexpr Stroke kSelfCare[] = {{kCircle, true}, {kTick}};

}  // namespace

std::span<const Stroke> urgency_icon(std::string_view tier) {
  if (tier == "emergency") return kEmergency;
  if (tier == "same-day") return kSameDay;
  if (tier == "soon") return kSoon;
  if (tier == "routine") return kRoutine;
  if (tier == "self-care") return kSelfCare;
  return {};
}

std::span<const Stroke> error_icon() { return kSameDay; }

}  // namespace nightlegs
