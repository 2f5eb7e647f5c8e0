import { createWorld } from '../../../tests/chaos/world/createWorld.ts';
import { check } from '../../../tests/chaos/checker/check.ts';
import { demoPortal, DEMO_IDS } from '../../../tests/sandbox/samples/portal.ts';
import { sales } from '../../../tests/sandbox/samples/sales.ts';
const t0=performance.now();
for (let i=0;i<20;i++){
const a=performance.now();
const world = await createWorld({seed:1, portals:[demoPortal('2026-12-31')]});
const b=performance.now();
await world.connect('org_1', DEMO_IDS.portal);
const c=performance.now();
await world.deliver(sales(new Date(world.time.now()),'org_1','a'));
const ok = await world.settle();
await world.rerun();
const d=performance.now();
const h=await world.history();
const e=performance.now();
if(i===0||i==19){
console.log(ok, check(h), h.calls.length, h.rerun.length, world.processes[0]!.steps.length, 'virtual', (world.time.elapsed()/1000));
console.log({create:b-a, connect:c-b, sync:d-c, hist:e-d});
if(i===0) console.log(h.database.syncs.map(r=>[r.state,r.error]), h.usage, h.outputs.filter(o=>o.includes('"level":50')||o.includes('"level":40')).slice(0,5));
}
world.end();
}
console.log((performance.now()-t0)/20);
