/**
 * What has to happen at once in the store. Moments are the server's own, in microseconds: they rise also when it has lost what it
 * held. A tag is a hash: `#v` the highest version that was told, `#n` when a change was last told, `#u` when one without its version
 * was, and what rests on the tag with the version that it is of, by key.
 */
const NOW = `
local t = redis.call('TIME')
local now = string.format('%.0f', t[1] * 1000000 + t[2])
local function forget(tag, version)
  local held = redis.call('HGETALL', tag)
  for i = 1, #held, 2 do
    if string.sub(held[i], 1, 1) ~= '#' then
      local of = tonumber(held[i + 1])
      if not (version and of and of >= version) then
        redis.call('DEL', held[i])
        redis.call('HDEL', tag, held[i])
      end
    end
  end
end
`;

/** KEYS: what is sought. → the moment, and the texts. */
export const READ = `${NOW}
local out = { now }
for i = 1, #KEYS do out[i + 1] = redis.call('GET', KEYS[i]) end
return out
`;

/** KEYS: what is sought, then their claims in the same order. ARGV: who claims, for how many ms. → the moment, then for each a word and a text. */
export const OBTAIN = `${NOW}
local out = { now }
local half = #KEYS / 2
for i = 1, half do
  local text = redis.call('GET', KEYS[i])
  if text then
    out[#out + 1] = 'here'
    out[#out + 1] = text
  else
    local mine = redis.call('SET', KEYS[half + i], ARGV[1], 'NX', 'PX', ARGV[2])
    out[#out + 1] = mine and 'mine' or 'others'
    out[#out + 1] = ''
  end
end
return out
`;

/**
 * KEYS: where to, its claim, then its tags. ARGV: text, life in ms, since when it was made, who has claimed it, life of tags in ms, how
 * much may rest on a tag, then the version for each tag. → whether it is kept.
 */
export const PUT = `${NOW}
local since = tonumber(ARGV[3])
local kept = 1
for i = 3, #KEYS do
  local version = tonumber(ARGV[i + 4])
  local told = redis.call('HMGET', KEYS[i], '#v', '#n', '#u')
  local highest = tonumber(told[1] or '')
  if told[3] and tonumber(told[3]) >= since then kept = 0
  elseif version and highest then
    if version < highest then kept = 0 end
  elseif told[2] and tonumber(told[2]) >= since then kept = 0 end
end
if kept == 1 then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  for i = 3, #KEYS do
    local version = tonumber(ARGV[i + 4])
    local highest = tonumber(redis.call('HGET', KEYS[i], '#v') or '')
    if version and (not highest or version > highest) then
      if highest then
        forget(KEYS[i], version)
        redis.call('HSET', KEYS[i], '#n', now)
      end
      redis.call('HSET', KEYS[i], '#v', ARGV[i + 4])
    end
    if redis.call('HLEN', KEYS[i]) > tonumber(ARGV[6]) then forget(KEYS[i]) end
    redis.call('HSET', KEYS[i], KEYS[1], ARGV[i + 4])
    redis.call('PEXPIRE', KEYS[i], ARGV[5])
  end
end
if ARGV[4] ~= '' and redis.call('GET', KEYS[2]) == ARGV[4] then redis.call('DEL', KEYS[2]) end
return kept
`;

/** KEYS: the claim. ARGV: who has claimed it. */
export const GIVE_UP = `
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1
`;

/**
 * KEYS: tags. ARGV: life of tags in ms, then the version for each, empty where it is not known. Who is told of the highest version later than
 * others may have put an answer meanwhile that was made of a copy from before: each telling counts for what is of no version.
 */
export const DROP = `${NOW}
for i = 1, #KEYS do
  local version = tonumber(ARGV[i + 1])
  local highest = tonumber(redis.call('HGET', KEYS[i], '#v') or '')
  if not version then
    redis.call('HSET', KEYS[i], '#n', now, '#u', now)
    forget(KEYS[i])
  elseif not highest or version >= highest then
    redis.call('HSET', KEYS[i], '#n', now, '#v', ARGV[i + 1])
    forget(KEYS[i], version)
  end
  redis.call('PEXPIRE', KEYS[i], ARGV[1])
end
return 1
`;
