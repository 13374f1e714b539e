/** What the scripts have in common: time, and how long a scope makes one wait. */
const SCOPE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function open(places, closed, window, recheck)
  return { key = places, closed = redis.call('PTTL', closed), window = tonumber(window), recheck = tonumber(recheck), waits = {} }
end
local function prune(scope)
  redis.call('ZREMRANGEBYSCORE', scope.key, '-inf', now)
  scope.used, scope.isPruned = redis.call('ZCARD', scope.key), true
end
local function wait(scope, limit)
  if scope.closed > 0 then return scope.closed end
  if limit < 0 then return 0 end
  if not scope.used then scope.used = redis.call('ZCARD', scope.key) end
  if scope.used >= limit and not scope.isPruned then
    prune(scope)
    scope.used = scope.used + (scope.add and #scope.add / 2 or 0)
  end
  local surplus = scope.used - limit
  if surplus < 0 then return 0 end
  local known = scope.waits[surplus]
  if known then return known end
  local freed = tonumber(redis.call('ZRANGE', scope.key, surplus, surplus, 'WITHSCORES')[2])
  -- One that is out stands further off than a window: nobody knows when it comes free.
  if not freed or freed > now + scope.window + 2 then known = scope.recheck else known = math.max(freed - now, 1) end
  scope.waits[surplus] = known
  return known
end`;

/**
 * KEYS: places and closing of each scope. ARGV: longest that a place is out, recheck, member, first number, wants, window of
 * each scope. A want is the scopes and limits of its places. Answers for each want 0, or the scope and the wait.
 */
export const TAKE = `${SCOPE}
local longest, member, number = tonumber(ARGV[1]), ARGV[3], tonumber(ARGV[4])
local scopes, answer = {}, {}
for index, want in ipairs(cjson.decode(ARGV[5])) do
  local refusing, longestWait = 0, 0
  for place = 1, #want, 2 do
    local at = want[place]
    local scope = scopes[at]
    if not scope then
      scope = open(KEYS[at * 2 - 1], KEYS[at * 2], ARGV[5 + at], ARGV[2])
      scopes[at] = scope
    end
    local ms = wait(scope, want[place + 1])
    if ms > longestWait then refusing, longestWait = at, ms end
  end
  answer[index * 2 - 1], answer[index * 2] = refusing, longestWait
  if refusing == 0 then
    local name = member .. string.format('%d', number + index - 1)
    for place = 1, #want, 2 do
      if want[place + 1] >= 0 then
        local scope = scopes[want[place]]
        if not scope.add then scope.add = {} end
        scope.used = scope.used + 1
        scope.add[#scope.add + 1] = now + longest + scope.window
        scope.add[#scope.add + 1] = name
      end
    end
  end
end
for _, scope in pairs(scopes) do
  if scope.add then
    for from = 1, #scope.add, 2000 do
      redis.call('ZADD', scope.key, unpack(scope.add, from, math.min(from + 1999, #scope.add)))
    end
    redis.call('PEXPIRE', scope.key, longest + scope.window)
  end
end
return answer`;

/**
 * KEYS: places of each scope. ARGV: for each scope how long it lasts at most, then members and for how many milliseconds
 * more each is counted, below 0 for not at all. Clocks that are cut off to milliseconds may be 2 ms apart.
 */
export const PUT = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for at, scope in ipairs(cjson.decode(ARGV[1])) do
  local add = {}
  for place = 2, #scope, 2 do
    if scope[place + 1] < 0 then redis.call('ZREM', KEYS[at], scope[place])
    else
      add[#add + 1] = now + scope[place + 1] + 2
      add[#add + 1] = scope[place]
    end
  end
  for from = 1, #add, 2000 do redis.call('ZADD', KEYS[at], unpack(add, from, math.min(from + 1999, #add))) end
  redis.call('PEXPIRE', KEYS[at], scope[1])
end`;

/** KEYS: closing. ARGV: for how long. */
export const CLOSE = `
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[1]) then redis.call('SET', KEYS[1], '', 'PX', ARGV[1]) end`;

/** KEYS: places, closing. ARGV: limit, window, recheck. Answers how many are used, and the wait for one. */
export const READ = `${SCOPE}
local scope = open(KEYS[1], KEYS[2], ARGV[2], ARGV[3])
prune(scope)
return { scope.used, wait(scope, tonumber(ARGV[1])) }`;
