// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/**
 * One step of a book, as `shared-book.ts` does it. KEYS: the head, then the buckets. ARGV: what is
 * asked as JSON, whether Redis loses nothing in a crash, and when each bucket may be forgotten.
 */
export const countsScript = `
local leaseMs, slotLeaseMs, longestAloneMs, keptFromMs = 3000, 60000, 600000, 60000
local asked, keepsAll = cjson.decode(ARGV[1]), ARGV[2] == '1'
local time = redis.call('TIME')
local wall = time[1] * 1000 + math.floor(time[2] / 1000)

-- What a Redis that was started anew holds may be older than what was counted.
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)')
local text = redis.call('GET', KEYS[1])
local head = text and cmsgpack.unpack(text) or { offset = 0, last = wall }
local passed = math.max(0, wall + head.offset - head.last)
if head.offset < 0 then head.offset = math.min(0, head.offset + passed / 1000) end
local now = math.max(head.last, math.min(wall + head.offset, asked.latestMs))
head.offset, head.last = now - wall, now
if head.run ~= run then
  head.run, head.born, head.members, head.gaps = run, math.ceil(now), {}, {}
end

local own = head.members[asked.member]
if now > asked.expiresMs or (own and asked.turn <= own[2]) then
  return cjson.encode({ nowMs = now, isLate = true, calls = {} })
end

local instances = asked.instances
local seen = {}
for _, member in pairs(head.members) do seen[#seen + 1] = member[1] end
table.sort(seen, function(left, right) return left > right end)
for missing = 1, instances do
  local last = seen[instances - missing + 1]
  local from = last and last + leaseMs or 0
  if from < now then
    local old = head.gaps[missing] or { from, 0 }
    if from - old[2] < longestAloneMs then from = math.min(old[1], from) end
    head.gaps[missing] = { from, now }
  end
end

head.members[asked.member] = { now, asked.turn }
local known = {}
for id, member in pairs(head.members) do known[#known + 1] = { id, member } end
table.sort(known, function(left, right)
  if left[2][1] == right[2][1] then return left[1] < right[1] end
  return left[2][1] > right[2][1]
end)
for index, member in ipairs(known) do
  if index > instances and member[2][1] + leaseMs <= now then head.members[member[1]] = nil end
end

local function missingIn(memory)
  local most = 0
  if memory > longestAloneMs then return most end
  for index, gap in ipairs(head.gaps) do
    local mayHaveActed = gap[2] - gap[1] >= memory and gap[2] + memory > now
    if gap[2] >= now or mayHaveActed then most = index end
  end
  return most
end

local function leftOf(max, missing) return max - missing * math.floor(max / instances) end

local forms = {}

function forms.window(bucket, state, unknown)
  local max, window, spacing = bucket.limit.max, bucket.limit.windowMs, bucket.limit.spacingMs
  local left = leftOf(max, missingIn(window))
  local step = max > 128 and math.max(1, window / 128) or 1
  local function rounded(at) return math.ceil(at / step) * step end
  local log, sum = {}, 0
  for _, entry in ipairs(state.log or {}) do
    if entry[1] + window > now then log[#log + 1] = entry end
  end
  for _, back in ipairs(bucket.returned) do
    for _, entry in ipairs(log) do
      if math.abs(entry[1] - rounded(back[1])) < 0.5 then
        entry[2] = math.max(0, entry[2] - back[2])
        break
      end
    end
  end
  for _, entry in ipairs(log) do sum = sum + entry[2] end
  state.log, state.next = log, state.next or unknown + window
  return function(cost)
    local from = math.max(now, state.next)
    local tooMany = cost - left + sum
    if tooMany <= 0 then return from end
    for _, entry in ipairs(log) do
      tooMany = tooMany - entry[2]
      if tooMany <= 0 then return math.max(from, entry[1] + window) end
    end
    return now + 1000
  end, function(cost, at)
    local latest = rounded(at + asked.slackMs)
    local index = #log
    while index > 0 and log[index][1] > latest + 0.5 do index = index - 1 end
    if index > 0 and math.abs(log[index][1] - latest) < 0.5 then
      log[index][2] = log[index][2] + cost
    else
      table.insert(log, index + 1, { latest, cost })
    end
    sum, state.next = sum + cost, at + spacing * cost
  end
end

function forms.bucket(bucket, state, unknown)
  local max, at = bucket.limit.max, state.levelAt or unknown
  local away = 0
  for index, gap in ipairs(head.gaps) do
    if gap[2] > at then away = index end
  end
  local perMs = bucket.limit.refillPerSecond / 1000 * (leftOf(max, away) / max)
  local left = leftOf(max, missingIn(0))
  local level = (state.level or 0) + math.max(0, now - at) * perMs
  for _, back in ipairs(bucket.returned) do level = level + back[2] end
  state.level, state.levelAt = math.min(left, level), now
  return function(cost)
    if cost <= state.level then return now end
    if cost > left or perMs <= 0 then return now + 1000 end
    return now + (cost - state.level) / perMs
  end, function(cost) state.level = state.level - cost end
end

function forms.calendar(bucket, state, unknown)
  local max, settle, edges = bucket.limit.max, bucket.limit.settleMs, bucket.limit.edges
  local clock = math.min(now, wall)
  if clock >= (state.ends or 0) then
    local index = 0
    for each, edge in ipairs(edges) do
      if edge <= clock then index = each end
    end
    local starts, ends = edges[index], edges[index + 1]
    if not starts or not ends then
      state.starts, state.ends, state.used, state.late = clock, clock + 1000, max, 0
    else
      local used = unknown >= starts and max or 0
      if state.ends == starts then used = state.late end
      state.starts, state.ends, state.used, state.late = starts, ends, used, 0
    end
  end
  for _, back in ipairs(bucket.returned) do
    if back[1] >= state.starts and back[1] < state.ends then
      state.used = math.max(0, state.used - back[2])
    end
  end
  return function(cost)
    local at = state.used + cost > max and state.ends or state.starts
    return now + math.max(0, at + settle - clock)
  end, function(cost, at)
    state.used = state.used + cost
    if clock + at - now + asked.slackMs >= state.ends - settle then state.late = state.late + cost end
  end
end

function forms.slots(bucket, state)
  local held, inUse = {}, 0
  for id, count in pairs(state.held or {}) do
    local member = head.members[id]
    if member and member[1] + slotLeaseMs > now then held[id] = count end
  end
  held[asked.member] = bucket.held
  for _, count in pairs(held) do inUse = inUse + count end
  state.held = held
  local missing = missingIn(0)
  local left = leftOf(bucket.limit.max, missing)
  if missing > 0 and now < head.born + 2 * leaseMs then left = 0 end
  return function(cost)
    return inUse + cost <= left and now or now + 50
  end, function(cost)
    inUse, held[asked.member] = inUse + cost, held[asked.member] + cost
  end
end

local function isLong(limit)
  if limit.form == 'window' then return limit.windowMs >= keptFromMs end
  if limit.form == 'bucket' then return limit.max / limit.refillPerSecond * 1000 >= keptFromMs end
  return limit.form == 'calendar'
end

local states, earliest, take = {}, {}, {}
for index, bucket in ipairs(asked.buckets) do
  local kept = redis.call('GET', KEYS[index + 1])
  local old = kept and cmsgpack.unpack(kept) or { paused = 0 }
  local outlives = keepsAll and isLong(bucket.limit)
  local isKnown = kept and (old.born == head.born or outlives)
  local state = isKnown and old or { paused = old.paused }
  state.born = head.born
  if bucket.pauseMs > 0 then state.paused = math.max(state.paused, now + bucket.pauseMs) end
  states[index] = state
  earliest[index], take[index] =
    forms[bucket.limit.form](bucket, state, outlives and 0 or head.born)
end

local calls, closed = {}, {}
for each, call in ipairs(asked.calls) do
  local at, refused = now, {}
  for _, need in ipairs(call) do
    local index = need[1] + 1
    local from = math.max(states[index].paused, earliest[index](need[2]))
    at = math.max(at, from)
    if from > now + asked.aheadMs then
      refused[#refused + 1] = { need[1], from - now }
    elseif closed[index] then
      refused[#refused + 1] = { need[1], 0 }
    end
  end
  if #refused > 0 then
    for _, pair in ipairs(refused) do closed[pair[1] + 1] = true end
    calls[each] = { refused = refused }
  else
    for _, need in ipairs(call) do take[need[1] + 1](need[2], at) end
    calls[each] = { atMs = at }
  end
end

redis.call('SET', KEYS[1], cmsgpack.pack(head))
for index, state in ipairs(states) do
  redis.call('SET', KEYS[index + 1], cmsgpack.pack(state), 'PX', ARGV[index + 2])
end
return cjson.encode({ nowMs = now, isLate = false, calls = calls })
`;

/**
 * The clock of the book of KEYS[1]. An error where Redis may throw away what it holds to make room:
 * counts that vanish would be spent twice.
 */
export const lookScript = `
local memory = redis.call('INFO', 'memory')
if not string.find(memory, 'maxmemory:0\\r') and not string.find(memory, 'maxmemory_policy:noeviction') then
  return redis.error_reply('EVICTS This Redis may evict keys; set maxmemory-policy noeviction.')
end
local time = redis.call('TIME')
local wall = time[1] * 1000 + math.floor(time[2] / 1000)
local text = redis.call('GET', KEYS[1])
local head = text and cmsgpack.unpack(text) or { offset = 0, last = wall }
return tostring(math.max(head.last, wall + head.offset))
`;
